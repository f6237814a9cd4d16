package networks

import (
	"fmt"
	"math/bits"
)

// DCGAN returns the network of Radford, Metz and Chintala, "Unsupervised Representation Learning with Deep Convolutional
// Generative Adversarial Networks" (ICLR 2016), in the sizes of its Torch code (soumith/dcgan.torch and pytorch/examples):
// 100 numbers of noise, 64 channels at the largest map, 4x4 kernels of stride 2, no bias. The image has three channels and imageSize x imageSize pixels.
//
// 64 is the published size. Other powers of two from 16 to 1024 add or drop layers in the same pattern: channels double
// as the map halves, down to 4x4. For other sizes the GAN's Validate, and with it accel.Simulate, returns an error.
func DCGAN(imageSize int) *GAN {
	g := &GAN{Name: fmt.Sprintf("DCGAN %dx%d", imageSize, imageSize)}
	if imageSize < 16 || imageSize > 1024 || bits.OnesCount(uint(imageSize)) != 1 {
		g.problem = fmt.Errorf("networks: DCGAN has no images of %d pixels; sizes are powers of two from 16 to 1024", imageSize)
		return g
	}
	const noise, base, colours, kernel = 100, 64, 3, 4
	steps := bits.Len(uint(imageSize)) - 3 // halvings from the image to 4x4

	g.Generator.Name = "generator"
	in := Shape{1, 1, noise}
	for i := range steps + 1 {
		name, channels, stride, pad := fmt.Sprintf("G%d", i+1), base<<(steps-1-min(i, steps-1)), 2, 1
		if i == 0 {
			stride, pad = 1, 0 // 1x1 to 4x4
		}
		if i == steps {
			channels = colours
		}
		l := NewTransposedConv(name, in, channels, kernel, stride, pad)
		l.Activation, l.BatchNorm = "relu", true
		if i == steps {
			l.Activation, l.BatchNorm = "tanh", false
		}
		g.Generator.Layers = append(g.Generator.Layers, l)
		in = l.Out
	}

	g.Discriminator.Name = "discriminator"
	for i := range steps + 1 {
		name, channels, stride, pad := fmt.Sprintf("D%d", i+1), base<<i, 2, 1
		if i == steps {
			channels, stride, pad = 1, 1, 0 // 4x4 to the verdict
		}
		l := NewConv(name, in, channels, kernel, stride, pad)
		l.Activation, l.BatchNorm = "leaky relu", i > 0 && i < steps
		if i == steps {
			l.Activation = "sigmoid"
		}
		g.Discriminator.Layers = append(g.Discriminator.Layers, l)
		in = l.Out
	}
	return g
}
