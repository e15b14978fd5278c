package cli

import (
	"reflect"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"samkarta/internal/api"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

// question adds a flag for each field of a question: it is called as the
// parameter of the API, with hyphens.
func (t *tool) question(c *cobra.Command, q any) *cobra.Command {
	t.fields(c, reflect.ValueOf(q).Elem())
	return c
}

func (t *tool) fields(c *cobra.Command, v reflect.Value) {
	for i := range v.NumField() {
		sf := v.Type().Field(i)
		if sf.Anonymous {
			t.fields(c, v.Field(i))
			continue
		}
		if sf.Tag.Get("query") == "" {
			continue
		}
		name := flagName(sf.Tag.Get("query"))
		switch into := v.Field(i).Addr().Interface().(type) {
		case *string:
			c.Flags().StringVar(into, name, "", "")
		case *[]string:
			c.Flags().StringSliceVar(into, name, nil, "")
		case *bool:
			c.Flags().BoolVar(into, name, false, "")
		case *api.Number:
			c.Flags().Var(into, name, "")
		}
		c.Flags().Lookup(name).Annotations = map[string][]string{words: record.Vocabulary(sf.Tag.Get("is"))}
	}
}

// words is where a flag keeps the words that it may be.
const words = "words"

// flagName is what a parameter is called as a flag.
func flagName(parameter string) string {
	if parameter == "q" {
		return "text"
	}
	return strings.ReplaceAll(parameter, "_", "-")
}

// explain gives a flag its help: what its command says of it, or else what all
// commands do. Before a bar stands what the flag takes; the words that it may be
// come last. Defaults stand in the texts, for the library would tell them in
// English.
func (t *tool) explain(c *cobra.Command, f *pflag.Flag) {
	key := "cli." + c.Annotations[texts] + ".flag." + f.Name
	if !t.lang.Has(key) {
		key = "cli.flag." + f.Name
	}
	takes, usage, has := strings.Cut(t.lang.T(key), "|")
	if !has {
		takes, usage = "", takes
	}
	if list := f.Annotations[words]; len(list) > 0 {
		usage += ": " + strings.Join(list, ", ")
	}
	f.Usage, f.DefValue = usage, ""
	if takes != "" {
		f.Value = taking{f.Value, takes}
	}
}

// taking is the value of a flag with a word for what it takes.
type taking struct {
	pflag.Value
	what string
}

// Type names what the flag takes.
func (v taking) Type() string { return v.what }

// language is the value of --lang. What it says has been found out before the
// flags are read; here it is only held to be a language that there is.
type language struct{ code string }

// String gives the language.
func (l *language) String() string { return l.code }

// Set refuses a language that there is not.
func (l *language) Set(code string) error {
	if code != "sv" && code != "en" {
		return fault.New(fault.Invalid, "record.not_one_of", code, "sv, en")
	}
	l.code = code
	return nil
}

// Type names what the flag takes.
func (l *language) Type() string { return "sv|en" }
