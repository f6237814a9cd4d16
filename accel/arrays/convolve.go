package arrays

import (
	"context"
	"fmt"
)

// Window says which windows of an image a convolution multiplies. The weights of an array for it have one output for each
// channel that is produced, and Channels*KernelHeight*KernelWidth inputs, channel by channel and each row by row, as PyTorch
// has them.
type Window struct {
	Channels, Height, Width   int // of the image
	KernelHeight, KernelWidth int
	Stride                    int // 1 or more
	Padding                   int // zeros on each side, 0 or more
}

// Size returns the height and width of what the convolution produces, or what is wrong with the window.
func (w Window) Size() (height, width int, err error) {
	const largest = 1 << 20
	for _, f := range []struct {
		name  string
		value int
		least int
	}{
		{"Channels", w.Channels, 1}, {"Height", w.Height, 1}, {"Width", w.Width, 1},
		{"KernelHeight", w.KernelHeight, 1}, {"KernelWidth", w.KernelWidth, 1}, {"Stride", w.Stride, 1}, {"Padding", w.Padding, 0},
	} {
		if f.value < f.least || f.value > largest {
			return 0, 0, fmt.Errorf("arrays: Window.%s is %d; allowed: %d to %d", f.name, f.value, f.least, largest)
		}
	}
	if w.KernelHeight > w.Height+2*w.Padding || w.KernelWidth > w.Width+2*w.Padding {
		return 0, 0, fmt.Errorf("arrays: a kernel of %dx%d on an image of %dx%d with %d zeros around it; allowed: one that fits in",
			w.KernelHeight, w.KernelWidth, w.Height, w.Width, w.Padding)
	}
	return (w.Height+2*w.Padding-w.KernelHeight)/w.Stride + 1, (w.Width+2*w.Padding-w.KernelWidth)/w.Stride + 1, nil
}

// Convolve multiplies each window of an image, given channel by channel and each row by row, and sets dst to the images of
// the outputs in the same order. Windows are vectors, from left to right and from top to bottom.
func (a *Array) Convolve(ctx context.Context, dst []float64, image []int32, w Window) error {
	height, width, err := w.Size()
	if err != nil {
		return err
	}
	pixels, inputs := height*width, w.Channels*w.KernelHeight*w.KernelWidth
	switch {
	case inputs != a.inputs:
		return fmt.Errorf("arrays: a window of %d channels and %dx%d pixels has %d inputs; the array takes %d",
			w.Channels, w.KernelHeight, w.KernelWidth, inputs, a.inputs)
	case len(image) != w.Channels*w.Height*w.Width:
		return fmt.Errorf("arrays: an image of %d numbers; the window's has %d channels of %dx%d",
			len(image), w.Channels, w.Height, w.Width)
	case len(dst) != a.outputs*pixels:
		return fmt.Errorf("arrays: room for %d outputs; the convolution has %d channels of %dx%d", len(dst), a.outputs, height, width)
	}
	lowest, highest := a.spec.Inputs.Range()
	for i, value := range image {
		if value < lowest || value > highest {
			return fmt.Errorf("arrays: pixel %d of the image is %d; inputs go from %d to %d", i, value, lowest, highest)
		}
	}
	if err := alive(ctx, "multiplication"); err != nil {
		return err
	}
	r := a.acquire()
	defer a.release(r)
	number := a.vectors.Add(uint64(pixels)) - uint64(pixels)
	r.windows = sized(r.windows, min(pixels, chunkVectors)*a.inputs)
	r.products = sized(r.products, min(pixels, chunkVectors)*a.outputs)
	r.begin(ctx, pixels)
	for first := 0; first < pixels; first += chunkVectors {
		vectors := min(chunkVectors, pixels-first)
		for v := range vectors {
			at := first + v
			w.gather(r.windows[v*a.inputs:][:a.inputs], image, at/width*w.Stride-w.Padding, at%width*w.Stride-w.Padding)
		}
		if err := r.chunk(r.products[:vectors*a.outputs], r.windows[:vectors*a.inputs], number+uint64(first)); err != nil {
			return err
		}
		for o := range a.outputs {
			for v := range vectors {
				dst[o*pixels+first+v] = r.products[v*a.outputs+o]
			}
		}
	}
	return nil
}

// gather copies the window whose first pixel is at a row and column of the image, zeros where it is outside.
func (w Window) gather(window, image []int32, row, column int) {
	clear(window)
	left, right := max(0, -column), min(w.KernelWidth, w.Width-column)
	if left >= right {
		return
	}
	for c := range w.Channels {
		for y := max(0, -row); y < min(w.KernelHeight, w.Height-row); y++ {
			from := image[(c*w.Height+row+y)*w.Width+column+left:]
			copy(window[(c*w.KernelHeight+y)*w.KernelWidth+left:], from[:right-left])
		}
	}
}
