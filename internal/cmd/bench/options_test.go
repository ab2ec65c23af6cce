package main

import (
	"io"
	"slices"
	"strings"
	"testing"
	"time"
)

func parsed(t *testing.T, args ...string) options {
	t.Helper()
	o, err := parse(args, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestParse_default_hasBothStrategiesAndAllSteps(t *testing.T) {
	o := parsed(t)
	if !slices.Equal(o.users, []int{1000}) || !slices.Equal(o.strategies, []subject{batched, individual}) ||
		len(o.steps) != len(allSteps) ||
		o.stepsChosen {
		t.Errorf("got %+v", o)
	}
	if o.rateLimit.Requests != 100 || o.rateLimit.Per != window || o.latency != 50*time.Millisecond ||
		o.parallelism != 10 {
		t.Errorf("got %+v", o)
	}
}

func TestParse_numbersAndSteps_areSorted(t *testing.T) {
	o := parsed(t, "-users", "5000,100,100", "-steps", "destroy,create", "-rate-limit", "off")
	if !slices.Equal(o.users, []int{100, 5000}) || !slices.Equal(o.steps, []*step{createStep, destroyStep}) ||
		!o.stepsChosen ||
		o.rateLimit.Requests != 0 {
		t.Errorf("got %+v", o)
	}
}

func TestParse_invalidOptions_areErrors(t *testing.T) {
	for arguments, want := range map[string]string{
		"-users 0":                               "-users",
		"-users many":                            "-users",
		"-strategy none":                         "-strategy",
		"-steps plan,import":                     "import",
		"-shape square":                          "-shape",
		"-rate-limit 100/1s":                     "per 10s",
		"-rate-limit 0/10s":                      "-rate-limit",
		"-others -1":                             "-others",
		"-parallelism 0":                         "-parallelism",
		"-repeat 0":                              "-repeat",
		"-svg plot.svg":                          "two numbers",
		"-svg plot.svg -users 1,2 -steps create": "the step plan",
		"more":                                   "more",
	} {
		if _, err := parse(strings.Fields(arguments), io.Discard); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: the error is %v, want one with %q", arguments, err, want)
		}
	}
}
