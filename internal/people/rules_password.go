package people

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"samkarta/internal/platform/fault"
)

const (
	leastPassword = 12
	mostPassword  = 200
	// leastBesides is how many signs a password needs besides the e-mail in it.
	leastBesides = 8
)

//go:embed common.txt
var commonText string

// common holds the 200 most common passwords.
var common = func() map[string]bool {
	all := map[string]bool{}
	for _, p := range strings.Fields(commonText) {
		all[p] = true
	}
	return all
}()

// checkPassword tells what is wrong with a password somebody wants. It must be
// long and not what is guessed first; which signs it is made of is free.
func checkPassword(path, password, email string) []fault.Field {
	wrong := func(key string, args ...any) []fault.Field {
		return []fault.Field{{Path: path, Key: key, Args: args}}
	}
	n := utf8.RuneCountInString(password)
	switch {
	case n < leastPassword:
		return wrong("people.password.short", leastPassword, n)
	case n > mostPassword:
		return wrong("people.password.long", mostPassword)
	case isCommon(strings.ToLower(password)):
		return wrong("people.password.common")
	case isOf(strings.ToLower(password), email):
		return wrong("people.password.email")
	}
	return nil
}

// isCommon tells whether a password is one of the most common: as it is, with
// digits and signs around it, or over and over.
func isCommon(password string) bool {
	word := strings.TrimFunc(password, func(r rune) bool { return !unicode.IsLetter(r) })
	return common[password] || common[word] || isRepeated(password) || isSequence(password)
}

// isRepeated tells whether a password is something short or common repeated.
func isRepeated(password string) bool {
	signs := []rune(password)
	for n := 1; n <= len(signs)/2; n++ {
		block := string(signs[:n])
		if n >= leastBesides && !common[block] {
			continue
		}
		if strings.HasPrefix(strings.Repeat(block, len(signs)/n+1), password) {
			return true
		}
	}
	return false
}

// isSequence tells whether each sign follows the one before as in the alphabet
// or in counting, forwards or backwards.
func isSequence(password string) bool {
	signs := []rune(password)
	up, down := true, true
	for i := 1; i < len(signs); i++ {
		step := signs[i] - signs[i-1]
		up = up && (step == 1 || step == '0'-'9')
		down = down && (step == -1 || step == '9'-'0')
	}
	return up || down
}

// isOf tells whether a password is little more than the e-mail it is for.
func isOf(password, email string) bool {
	local, domain, _ := strings.Cut(email, "@")
	host, _, _ := strings.Cut(domain, ".")
	rest := password
	for _, part := range []string{email, local, domain, host} {
		if len(part) >= 3 {
			rest = strings.ReplaceAll(rest, part, "")
		}
	}
	return rest != password && utf8.RuneCountInString(rest) < leastBesides
}
