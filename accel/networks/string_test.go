package networks_test

import (
	"fmt"

	"regan/accel/networks"
)

func ExampleGAN_String() {
	fmt.Println(networks.DCGAN(64))
	fmt.Println(networks.DCGAN(63))
	// Output:
	// DCGAN 64x64
	// generator, 3574784 weights
	//   G1 tconv 1x1x100 -> 4x4x512, kernel 4, stride 1, pad 0
	//   G2 tconv 4x4x512 -> 8x8x256, kernel 4, stride 2, pad 1
	//   G3 tconv 8x8x256 -> 16x16x128, kernel 4, stride 2, pad 1
	//   G4 tconv 16x16x128 -> 32x32x64, kernel 4, stride 2, pad 1
	//   G5 tconv 32x32x64 -> 64x64x3, kernel 4, stride 2, pad 1
	// discriminator, 2763776 weights
	//   D1 conv 64x64x3 -> 32x32x64, kernel 4, stride 2, pad 1
	//   D2 conv 32x32x64 -> 16x16x128, kernel 4, stride 2, pad 1
	//   D3 conv 16x16x128 -> 8x8x256, kernel 4, stride 2, pad 1
	//   D4 conv 8x8x256 -> 4x4x512, kernel 4, stride 2, pad 1
	//   D5 conv 4x4x512 -> 1x1x1, kernel 4, stride 1, pad 0
	// networks: DCGAN has no images of 63 pixels; sizes are powers of two from 16 to 1024
}
