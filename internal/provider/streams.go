package provider

import (
	"context"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// streams are the actions and queries that are running.
//
// When a run is interrupted, the CLI calls StopProvider. terraform-plugin-go (up to 0.31 at least) drops what a stream
// sends after StopProvider has returned, and ends the stream without an error: an interrupted action looks carried
// out, and an interrupted query complete. So StopProvider cancels the work, and returns when the streams have ended.
type streams struct {
	// mu is held for writing by StopProvider, so that each stream is either cancelled and waited for, or neither.
	mu      sync.RWMutex
	running *sync.WaitGroup
}

type (
	actionStream = tfprotov6.InvokeActionServerStream
	listStream   = tfprotov6.ListResourceServerStream
)

// begin starts a stream under the lock. The stream calls end when it has sent its last event.
func begin[S any](s *streams, start func() (S, error)) (stream S, end func(), err error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	running := s.running
	running.Add(1)
	if stream, err = start(); err != nil {
		running.Done()
	}
	return stream, running.Done, err
}

// StopProvider cancels all calls, and waits for the streams to end.
func (s *server) StopProvider(
	ctx context.Context, req *tfprotov6.StopProviderRequest,
) (*tfprotov6.StopProviderResponse, error) {
	s.streams.mu.Lock()
	running := s.streams.running
	s.streams.running = new(sync.WaitGroup)
	resp, err := s.Server.StopProvider(ctx, req)
	s.streams.mu.Unlock()

	ended := make(chan struct{})
	go func() {
		running.Wait()
		close(ended)
	}()
	select {
	case <-ended:
	case <-ctx.Done():
	}
	return resp, err
}

// InvokeAction follows the action to its end, also when its events are no longer taken: the framework lets an action
// wait for ever until its progress is taken.
func (s *server) InvokeAction(ctx context.Context, req *tfprotov6.InvokeActionRequest) (*actionStream, error) {
	stream, end, err := begin(&s.streams, func() (*actionStream, error) { return s.Server.InvokeAction(ctx, req) })
	if err != nil {
		return nil, err
	}
	return &actionStream{Events: func(push func(tfprotov6.InvokeActionEvent) bool) {
		defer end()
		taken := true
		for event := range stream.Events {
			taken = taken && push(event)
		}
	}}, nil
}

// ListResource counts the query as running until its last result was taken.
func (s *server) ListResource(ctx context.Context, req *tfprotov6.ListResourceRequest) (*listStream, error) {
	stream, end, err := begin(&s.streams, func() (*listStream, error) { return s.Server.ListResource(ctx, req) })
	if err != nil {
		return nil, err
	}
	return &listStream{Results: func(push func(tfprotov6.ListResourceResult) bool) {
		defer end()
		stream.Results(push)
	}}, nil
}
