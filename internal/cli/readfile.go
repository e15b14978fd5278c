package cli

import (
	"io"
	"os"

	"samkarta/internal/platform/fault"
)

// readFile reads a file, - is standard input: no further than to see that it is
// larger than it may be.
func (t *tool) readFile(name string, largest int64) ([]byte, error) {
	in := t.in
	if name != toStdout {
		f, err := os.Open(name)
		if err != nil {
			return nil, fault.Wrap(err, fault.NotFound, "exchange.no_file", name)
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, largest+1))
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "exchange.no_file", name)
	}
	if data == nil {
		data = []byte{}
	}
	return data, nil
}
