package emulator

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// settings are the settings that can be changed while the emulator runs.
type settings struct {
	// RateLimit is a rate limit such as 100/10s, or off.
	RateLimit string `json:"rate_limit"`
	// Latency is a duration such as 50ms.
	Latency   string    `json:"latency"`
	Behaviour Behaviour `json:"behaviour"`
}

// ParseRateLimit parses a rate limit such as 100/10s, or off.
func ParseRateLimit(text string) (RateLimit, error) {
	if text == "off" {
		return RateLimit{}, nil
	}
	count, span, found := strings.Cut(text, "/")
	requests, countErr := strconv.Atoi(count)
	per, spanErr := time.ParseDuration(span)
	if !found || countErr != nil || spanErr != nil || requests < 1 || per <= 0 {
		return RateLimit{}, fmt.Errorf("a rate limit must be a budget such as 100/10s, or off, not %q", text)
	}
	return RateLimit{Requests: requests, Per: per}, nil
}

func (l RateLimit) String() string {
	if l.off() {
		return "off"
	}
	return fmt.Sprintf("%d/%s", l.Requests, shortDuration(l.Per))
}

// shortDuration is the text of a duration without the zero units of Duration.String.
func shortDuration(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}

func (e *Emulator) controlSettings(*http.Request) (any, error) { return e.settings(), nil }

func (e *Emulator) settings() settings {
	e.limits.mu.Lock()
	limit := e.limits.limit
	e.limits.mu.Unlock()
	return settings{
		RateLimit: limit.String(), Latency: shortDuration(time.Duration(e.latency.Load())), Behaviour: e.Behaviour(),
	}
}

// controlSet changes the settings in the body, and keeps the others.
func (e *Emulator) controlSet(r *http.Request) (any, error) {
	var order struct {
		RateLimit *string    `json:"rate_limit"`
		Latency   *string    `json:"latency"`
		Behaviour *Behaviour `json:"behaviour"`
	}
	if err := readControl(r, &order); err != nil {
		return nil, err
	}
	var limit RateLimit
	var latency time.Duration
	var limitErr, latencyErr error
	if order.RateLimit != nil {
		limit, limitErr = ParseRateLimit(*order.RateLimit)
	}
	if order.Latency != nil {
		if latency, latencyErr = time.ParseDuration(*order.Latency); latencyErr != nil || latency < 0 {
			latencyErr = fmt.Errorf(`latency must be a duration such as "50ms", not %q`, *order.Latency)
		}
	}
	if err := errors.Join(limitErr, latencyErr); err != nil {
		return nil, badControl(err)
	}
	if order.RateLimit != nil {
		e.SetRateLimit(limit)
	}
	if order.Latency != nil {
		e.latency.Store(int64(latency))
	}
	if order.Behaviour != nil {
		e.SetBehaviour(*order.Behaviour)
	}
	return e.settings(), nil
}

func (e *Emulator) controlCurrentFaults(*http.Request) (any, error) { return e.faults.current(), nil }

// faultUse is a rule with the number of requests that it was applied to.
type faultUse struct {
	FaultRule
	Applied int `json:"applied"`
}

// currentFaults are the rules in force.
type currentFaults struct {
	Rules []faultUse `json:"rules"`
}

func (b *faultRules) current() currentFaults {
	b.mu.Lock()
	defer b.mu.Unlock()
	current := currentFaults{Rules: []faultUse{}}
	for i, rule := range b.rules {
		current.Rules = append(current.Rules, faultUse{rule, b.applied[i]})
	}
	return current
}
