package main

import (
	"bufio"
	"context"
	"fmt"
	"os/exec"
	"strings"

	"github.com/clerk/clerk-sdk-go/v2"
	"github.com/clerk/clerk-sdk-go/v2/user"
)

// The example starts the emulator in a test, and uses it with the official Go SDK.
func Example() {
	if err := inATest(context.Background(), exec.Command("clerk-emulator")); err != nil {
		fmt.Println(err)
	}
	// Output:
	// Ada is banned: true
}

func inATest(ctx context.Context, emulator *exec.Cmd) error {
	ready, err := emulator.StdoutPipe()
	if err != nil {
		return err
	}
	if err := emulator.Start(); err != nil {
		return err
	}
	defer func() { _ = emulator.Process.Kill() }()
	line, err := bufio.NewReader(ready).ReadString('\n')
	if err != nil {
		return err
	}
	url := strings.TrimSpace(strings.TrimPrefix(line, "clerk-emulator listening on "))

	config := &clerk.ClientConfig{}
	config.URL = clerk.String(url + "/v1")
	config.Key = clerk.String("sk_test_emulator00000000000000000000")
	users := user.NewClient(config)

	ada, err := users.Create(ctx, &user.CreateParams{
		FirstName:      clerk.String("Ada"),
		EmailAddresses: &[]string{"ada@example.com"},
		Password:       clerk.String("correct horse battery"),
	})
	if err != nil {
		return err
	}
	banned, err := users.Ban(ctx, ada.ID)
	if err != nil {
		return err
	}
	fmt.Printf("%s is banned: %t\n", *banned.FirstName, banned.Banned)
	return nil
}
