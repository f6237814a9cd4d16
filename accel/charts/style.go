package charts

import (
	"image/color"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Sizes in pixels at the picture's own width, which is that of a notebook's output column. gonum/plot counts in points;
// newCanvas makes one of its points one pixel of the picture.
const (
	width   = 760
	margin  = 20 // between the card's border and all that is drawn
	spacing = 8

	titleSize = 17
	textSize  = 13
	smallSize = 11
)

// rgb is the colour 0xRRGGBB.
func rgb(hex uint32) color.RGBA {
	return color.RGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 255}
}

// A palette that readers with any of the usual colour deficiencies can tell apart: Okabe and Ito, "Color Universal Design"
// (2008), without its black, in an order that keeps neighbours of a stack apart in lightness as well. The last two are
// greys, for the rare chart with more than seven series.
func seriesColor(i int) color.RGBA {
	palette := [...]uint32{0x0072b2, 0xe69f00, 0x009e73, 0xcc79a7, 0x56b4e9, 0xd55e00, 0xf0e442, 0x999999, 0x555555}
	return rgb(palette[i%len(palette)])
}

func ink() color.RGBA   { return rgb(0x1f2328) } // titles and values
func muted() color.RGBA { return rgb(0x57606a) } // axes and notes
func grid() color.RGBA  { return rgb(0xd8dee4) }

// on is black or white, whichever reads better on a ground: by the luminance of WCAG 2 without its gamma, which is close
// enough to choose between two.
func on(ground color.RGBA) color.RGBA {
	if 0.2126*float64(ground.R)+0.7152*float64(ground.G)+0.0722*float64(ground.B) > 115 {
		return ink()
	}
	return rgb(0xffffff)
}

// tint mixes a colour with white: 0 is white, 1 the colour itself.
func tint(c color.RGBA, strength float64) color.RGBA {
	mix := func(v uint8) uint8 { return uint8(255 - strength*(255-float64(v)) + 0.5) }
	return color.RGBA{R: mix(c.R), G: mix(c.G), B: mix(c.B), A: 255}
}

// textStyle is sans-serif text whose reference point is its top left corner.
func textStyle(size font.Length, c color.Color) text.Style {
	return text.Style{
		Color:   c,
		Font:    font.Font{Typeface: "Liberation", Variant: "Sans", Size: size},
		XAlign:  text.XLeft,
		YAlign:  text.YTop,
		Handler: plot.DefaultTextHandler,
	}
}

func bold(s text.Style) text.Style {
	s.Font.Weight = xfont.WeightBold
	return s
}

// aligned moves the reference point of a text.
func aligned(s text.Style, x text.XAlignment, y text.YAlignment) text.Style {
	s.XAlign, s.YAlign = x, y
	return s
}

func line(c color.Color, width vg.Length, dashes ...vg.Length) draw.LineStyle {
	return draw.LineStyle{Color: c, Width: width, Dashes: dashes}
}

// newPlot has axes in the style of this package and no ground of its own.
func newPlot() *plot.Plot {
	p := plot.New()
	p.BackgroundColor = nil
	for _, axis := range []*plot.Axis{&p.X, &p.Y} {
		axis.LineStyle = line(muted(), 1)
		axis.Tick.LineStyle = line(muted(), 1)
		axis.Tick.Length = 5
		axis.Padding = 0
		axis.Label.Padding = 4
		axis.Label.TextStyle.Font = textStyle(textSize, nil).Font
		axis.Label.TextStyle.Color = ink()
		axis.Tick.Label.Font = textStyle(textSize, nil).Font
		axis.Tick.Label.Color = ink()
	}
	p.Y.LineStyle.Width = 0
	p.Y.Tick.Length = 0
	p.Y.Padding = 6
	return p
}
