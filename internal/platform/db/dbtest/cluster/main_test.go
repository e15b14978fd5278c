package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestExitCodeIsPassedOnAndNothingIsLeft(t *testing.T) {
	out := filepath.Join(t.TempDir(), "address")
	code, err := run([]string{"sh", "-c", `printf %s "$SAMKARTA_TEST_POSTGRES" >` + out + `; exit 3`})
	if code != 3 || err != nil {
		t.Errorf("exit code %d, %v", code, err)
	}
	if address, _ := os.ReadFile(out); len(address) == 0 {
		t.Error("the command was given no address")
	}
	if code, err := run([]string{"a-command-that-is-not-there"}); code != 1 || err == nil {
		t.Errorf("exit code %d, %v", code, err)
	}
}
