// Command pubsub-emulator serves an in-memory Google Pub/Sub with IAM enforcement on the loopback interface.
// It prints `ready on HOST:PORT` once it serves and ends on SIGINT or SIGTERM.
package main

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"flag"
	"fmt"
	"log"
	"net"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"event-topology/tools/pubsub-emulator/internal/emulator"
)

// version is set by the build.
var version = "development"

func main() {
	err := run(os.Args[1:])
	switch {
	case errors.Is(err, errUsage):
		os.Exit(2)
	case err != nil:
		fmt.Fprintln(os.Stderr, "pubsub-emulator:", err)
		os.Exit(1)
	}
}

var errUsage = errors.New("wrong use")

func run(args []string) error {
	projects := map[string]emulator.Project{}
	flags := flag.NewFlagSet("pubsub-emulator", flag.ContinueOnError)
	listen := flags.String("listen", "127.0.0.1:0", "`address` to serve on; port 0 takes a free one")
	deployer := flags.String("deployer", "", "IAM `member` who may do everything in all projects")
	backoffCap := flags.Duration("backoff-cap", 600*time.Second, "longest delay of a retry policy; 0s redelivers at once")
	pushAnywhere := flags.Bool("push-anywhere", false, "let push subscriptions send to other machines too")
	pushKey := flags.String("push-key", "", "`file` to write the public key to that tokens of push requests are signed with (PEM)")
	showVersion := flags.Bool("version", false, "print the version and end")
	flags.Func("project", "`ID=NUMBER` of a project there is; repeatable", func(value string) error {
		id, number, found := strings.Cut(value, "=")
		if !found || id == "" || number == "" {
			return errors.New("write it as ID=NUMBER")
		}
		projects[id] = emulator.Project{Number: number}
		return nil
	})
	file := flags.String("projects", "", "JSON `file` {ID: {\"number\": NUMBER, \"deployer\": MEMBER}} of more projects, "+
		"where MEMBER may do everything in that one; read again when a project is asked for that is not known")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return nil
	} else if err != nil {
		return errUsage
	}
	if *showVersion {
		fmt.Println("pubsub-emulator", version)
		return nil
	}
	if *deployer == "" || len(projects) == 0 && *file == "" || flags.NArg() > 0 {
		flags.Usage()
		return errUsage
	}
	options := emulator.Options{
		Deployer: *deployer, Projects: projects, BackoffCap: *backoffCap, PushAnywhere: *pushAnywhere,
		Refused: func(err error) { log.Println("refused:", err) },
	}
	if *file != "" {
		if _, err := readProjects(*file); err != nil {
			return err
		}
		options.MoreProjects = func() (map[string]emulator.Project, error) { return readProjects(*file) }
	}
	return serve(*listen, *pushKey, options)
}

func readProjects(file string) (map[string]emulator.Project, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("cannot read the projects: %w", err)
	}
	projects := map[string]emulator.Project{}
	if err := json.Unmarshal(text, &projects); err != nil {
		return nil, fmt.Errorf("cannot read the projects in %s: %w", file, err)
	}
	for id, project := range projects {
		if project.Number == "" {
			return nil, fmt.Errorf("the project %s in %s has no number", id, file)
		}
	}
	return projects, nil
}

func serve(address, pushKey string, options emulator.Options) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("cannot listen: %w", err)
	}
	made := emulator.New(options)
	if pushKey != "" {
		if err := writeKey(made, pushKey); err != nil {
			return err
		}
	}
	server := made.Server()
	go func() {
		<-ctx.Done()
		server.Stop()
	}()
	fmt.Println("ready on", listener.Addr())
	return server.Serve(listener)
}

func writeKey(of *emulator.Emulator, file string) error {
	key, err := of.PushKey()
	if err != nil {
		return fmt.Errorf("cannot make a key: %w", err)
	}
	bytes, err := x509.MarshalPKIXPublicKey(key)
	if err != nil {
		return fmt.Errorf("cannot write the key: %w", err)
	}
	return os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: bytes}), 0o644)
}
