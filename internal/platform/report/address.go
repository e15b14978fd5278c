package report

import (
	"bytes"
	"image"
	_ "image/jpeg" // logos
	_ "image/png"
	"net/url"

	"samkarta/internal/platform/fault"
)

// IsAddress tells whether a link may lead there: to a page or an address of mail.
func IsAddress(link string) bool {
	u, err := url.Parse(link)
	if err != nil || len(link) > longestAddress {
		return false
	}
	switch u.Scheme {
	case "http", "https":
		return u.Host != ""
	case "mailto":
		return u.Opaque != ""
	}
	return false
}

// longestAddress is what word processors and browsers take.
const longestAddress = 2000

// logoType tells what kind of picture a logo is: image/png or image/jpeg. What is
// none of them is an Invalid fault.
func logoType(data []byte) (string, error) {
	_, kind, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return "", fault.Wrap(err, fault.Invalid, "report.bad_logo")
	}
	return "image/" + kind, nil
}
