package acctest

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/clerk-users/terraform-provider-clerk/internal/provider"
)

// Wire is a Protocol behind the gRPC server of terraform-plugin-go, as the CLI reaches the provider. That server has
// rules of its own: after StopProvider it drops what a stream still sends.
type Wire struct {
	*Protocol
	connection *grpc.ClientConn
	stops      sync.WaitGroup
}

// NewWire serves a configured provider in memory.
func NewWire(t *testing.T, p *Protocol) *Wire {
	t.Helper()
	plugin := tf6server.GRPCProviderPlugin{
		Name: provider.Address, GRPCProvider: func() tfprotov6.ProviderServer { return p.Server },
		Opts: []tf6server.ServeOpt{tf6server.WithLoggingSink(t)},
	}
	server := grpc.NewServer()
	if err := plugin.GRPCServer(nil, server); err != nil {
		p.t.Fatal(err)
	}
	connections := newPipes()
	go func() { _ = server.Serve(connections) }()
	p.t.Cleanup(server.Stop)
	dial := func(ctx context.Context, _ string) (net.Conn, error) { return connections.dial(ctx, "", "") }
	connection, err := grpc.NewClient("passthrough:memory",
		grpc.WithTransportCredentials(insecure.NewCredentials()), grpc.WithContextDialer(dial))
	if err != nil {
		p.t.Fatal(err)
	}
	w := &Wire{Protocol: p, connection: connection}
	p.t.Cleanup(func() {
		w.stops.Wait()
		_ = connection.Close()
	})
	return w
}

// Stop begins what the CLI does when its run is interrupted, and returns at once.
func (w *Wire) Stop() {
	w.stops.Go(func() {
		request, response := message("StopProvider.Request"), message("StopProvider.Response")
		err := w.connection.Invoke(context.Background(), "/tfplugin6.Provider/StopProvider", request, response)
		if err != nil {
			w.t.Errorf("stopping the provider: %v", err)
		}
	})
}

// InvokeAction runs an action. Unlike that of Protocol, it accepts a stream that ends without a completed event, as the
// CLI does.
func (w *Wire) InvokeAction(actionType string, values Values) Invocation {
	w.t.Helper()
	var invocation Invocation
	w.stream("InvokeAction", map[string]any{
		"actionType": actionType, "config": map[string]any{"msgpack": w.actionConfig(actionType, values).MsgPack},
	}, func(event wireEvent) {
		if event.Progress.Message != "" {
			invocation.Progress = append(invocation.Progress, event.Progress.Message)
		}
		invocation.Diagnostics = append(invocation.Diagnostics, fromWire(event.Completed.Diagnostics)...)
	})
	return invocation
}

// List counts what a query finds, and returns its diagnostics. Each is called after each result; it may be nil.
func (w *Wire) List(typeName string, query ListQuery, each func()) (found int, diagnostics []*tfprotov6.Diagnostic) {
	w.t.Helper()
	config := w.Config(w.Schemas.ListResourceSchemas[typeName], query.Config)
	w.stream("ListResource", map[string]any{
		"typeName": typeName, "limit": query.Limit, "config": map[string]any{"msgpack": config.MsgPack},
	}, func(event wireEvent) {
		if problems := fromWire(event.Diagnostic); len(problems) > 0 {
			diagnostics = append(diagnostics, problems...)
			return
		}
		found++
		if each != nil {
			each()
		}
	})
	return found, diagnostics
}

// wireEvent is an event of a stream of actions or lists.
type wireEvent struct {
	Progress  struct{ Message string }
	Completed struct{ Diagnostics []wireDiagnostic }
	// Diagnostic are those of a list.
	Diagnostic []wireDiagnostic
}

type wireDiagnostic struct {
	Severity, Summary, Detail string
	Attribute                 struct {
		Steps []struct{ AttributeName string }
	}
}

func fromWire(diagnostics []wireDiagnostic) (made []*tfprotov6.Diagnostic) {
	for _, one := range diagnostics {
		severity := tfprotov6.DiagnosticSeverityWarning
		if one.Severity == "ERROR" {
			severity = tfprotov6.DiagnosticSeverityError
		}
		var at *tftypes.AttributePath
		for _, step := range one.Attribute.Steps {
			at = at.WithAttributeName(step.AttributeName)
		}
		made = append(made, &tfprotov6.Diagnostic{
			Severity: severity, Summary: one.Summary, Detail: one.Detail, Attribute: at,
		})
	}
	return made
}

// stream calls a method with a request in JSON, and passes its events to take.
func (w *Wire) stream(method string, fields map[string]any, take func(wireEvent)) {
	w.t.Helper()
	request := message(method + ".Request")
	written, err := json.Marshal(fields)
	w.must(err)
	w.must(protojson.Unmarshal(written, request))
	description := &grpc.StreamDesc{ServerStreams: true}
	stream, err := w.connection.NewStream(w.t.Context(), description, "/tfplugin6.Provider/"+method)
	w.must(err)
	w.must(stream.SendMsg(request))
	w.must(stream.CloseSend())
	for {
		received := message(method + ".Event")
		if err := stream.RecvMsg(received); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			w.t.Fatalf("%s: %v", method, err)
		}
		text, err := protojson.Marshal(received)
		w.must(err)
		var event wireEvent
		w.must(json.Unmarshal(text, &event))
		take(event)
	}
}

func (w *Wire) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// message makes a message of the plugin protocol. Its Go types are internal to terraform-plugin-go.
func message(name string) proto.Message {
	of, err := protoregistry.GlobalTypes.FindMessageByName(protoreflect.FullName("tfplugin6." + name))
	if err != nil {
		panic(err)
	}
	return of.New().Interface()
}
