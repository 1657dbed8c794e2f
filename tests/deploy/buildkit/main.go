// Command dockerfile-check reads a Dockerfile from standard input as BuildKit does, and prints its stages as JSON.
//
// It ends with status 1 and BuildKit's own message for what BuildKit cannot read, and for what its linter warns of.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

type stage struct {
	Name, Base string
	Commands   []string
}

func main() {
	if err := check(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func check() error {
	read, err := parser.Parse(os.Stdin)
	if err != nil {
		return err
	}
	var complaint error
	lint := linter.New(&linter.Config{Warn: func(rule, description, _, message string, _ []parser.Range) {
		complaint = fmt.Errorf("%s: %s (%s)", rule, message, description)
	}})
	parsed, _, err := instructions.Parse(read.AST, lint)
	if err != nil {
		return err
	}
	stages := []stage{}
	for _, found := range parsed {
		commands := []string{}
		for _, command := range found.Commands {
			commands = append(commands, command.Name())
		}
		stages = append(stages, stage{found.Name, found.BaseName, commands})
	}
	if err := json.NewEncoder(os.Stdout).Encode(stages); err != nil {
		return err
	}
	return complaint
}
