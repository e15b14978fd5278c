package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	_ "image/jpeg" // the two kinds there are
	_ "image/png"
)

// Image is an image that pages may draw.
type Image struct {
	Width, Height int // in its own points
	ref           ref
	name          string
}

// ErrTooLarge is the error for an image of more points than MostPoints.
var ErrTooLarge = errors.New("the image has too many points")

// MostPoints is how many points an image may have.
const MostPoints = 16 << 20

// AddImage puts a PNG or a JPEG in the file.
func (d *Document) AddImage(data []byte) (*Image, error) {
	config, kind, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if config.Width*config.Height > MostPoints {
		return nil, ErrTooLarge
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	i := &Image{Width: config.Width, Height: config.Height, ref: d.w.reserve(), name: fmt.Sprint("I", len(d.images)+1)}
	size := fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8", i.Width, i.Height)
	if space := spaceOf(config.ColorModel); kind == "jpeg" && space != "" {
		d.w.rawStream(i.ref, size+"/ColorSpace"+space+"/Filter/DCTDecode", data)
	} else {
		d.points(i.ref, size, img)
	}
	d.images = append(d.images, i)
	return i, nil
}

// spaceOf names the colours of a JPEG; "" for those that are better written out.
func spaceOf(m color.Model) string {
	switch m {
	case color.GrayModel:
		return "/DeviceGray"
	case color.YCbCrModel:
		return "/DeviceRGB"
	}
	return ""
}

// points writes an image point by point, and how much of each is seen.
func (d *Document) points(r ref, size string, img image.Image) {
	box := img.Bounds()
	colours, seen := make([]byte, 0, 3*box.Dx()*box.Dy()), make([]byte, 0, box.Dx()*box.Dy())
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
			colours, seen = append(colours, c.R, c.G, c.B), append(seen, c.A)
		}
	}
	mask := d.w.reserve()
	d.w.stream(mask, size+"/ColorSpace/DeviceGray", seen)
	d.w.stream(r, size+"/ColorSpace/DeviceRGB/SMask "+mask.String(), colours)
}
