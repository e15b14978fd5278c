// Command samkarta keeps and shows the living map of who works with whom in
// Swedish inter-agency collaboration.
package main

import (
	"os"

	"samkarta/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
