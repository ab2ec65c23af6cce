package main

import (
	"flag"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

const (
	// window is the period in which Clerk and the provider count requests.
	window = 10 * time.Second
	// withoutLimit is the provider's rate_limit for a run without a limit.
	withoutLimit = 100_000
)

// options are the options of the command line.
type options struct {
	users         []int
	strategies    []subject
	shape         *shape
	shapes        bool
	steps         []*step
	stepsChosen   bool
	longest       time.Duration
	repeat        int
	rateLimit     emulator.RateLimit
	rateLimitText string
	latency       time.Duration
	others        int
	parallelism   int
	jsonFile      string
	svgFile       string
	note          string
	redraw        string
	providers     string
}

func parse(args []string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	users := flags.String("users", "1000", "`numbers` of managed users to measure with, such as 100,1000,5000")
	strategy := flags.String("strategy", "both", "read `strategy` of the provider: batched, individual or both")
	shape := flags.String("shape", countShape.name, "`form` of the configuration: "+strings.Join(shapeNames(), ", "))
	chosen := flags.String(
		"steps",
		"",
		"`steps` to measure, of "+strings.Join(stepNames(), ",")+"; by default all that are shorter than -longest",
	)
	flags.DurationVar(
		&o.longest,
		"longest",
		5*time.Minute,
		"maximum estimated `time` of a step; longer steps are skipped unless -steps has them",
	)
	flags.IntVar(&o.repeat, "repeat", 1, "`times` to measure steps without changes; the result is the median")
	flags.StringVar(
		&o.rateLimitText,
		"rate-limit",
		"100/10s",
		"`budget` of the instance, and the provider's rate_limit: a number of requests per 10s, or off",
	)
	flags.DurationVar(&o.latency, "latency", 50*time.Millisecond, "`time` that the API needs for each answer")
	flags.IntVar(&o.others, "others", 0, "`number` of users in the instance that Terraform does not manage")
	flags.IntVar(&o.parallelism, "parallelism", 10, "the CLI's -parallelism")
	flags.BoolVar(
		&o.shapes,
		"shapes",
		false,
		"measure only the time of Terraform itself for several forms of configuration",
	)
	flags.StringVar(&o.jsonFile, "json", "", "`file` to write the result to")
	flags.StringVar(
		&o.svgFile,
		"svg",
		"",
		"`file` for a plot of requests and time of the plan; it needs at least two numbers of users",
	)
	flags.StringVar(&o.note, "note", "", "`remark` in the result, such as that the machine was busy")
	flags.StringVar(
		&o.redraw,
		"redraw",
		"",
		"only write the texts and plots of all results (*.json) in a `folder` again",
	)
	flags.StringVar(
		&o.providers,
		"providers",
		"",
		"`folder` for the built providers, to use them in a later run; by default a temporary folder",
	)
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	o.stepsChosen = *chosen != ""
	return o, firstError(
		o.parseUsers(*users), o.parseStrategy(*strategy), o.parseShape(*shape), o.parseSteps(*chosen), o.parseRateLimit(),
		atLeast("-others", o.others, 0), atLeast("-parallelism", o.parallelism, 1), atLeast("-repeat", o.repeat, 1),
		o.checkPlot(),
	)
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func atLeast(name string, value, least int) error {
	if value < least {
		return fmt.Errorf("%s must be at least %d, not %d", name, least, value)
	}
	return nil
}

func (o *options) parseUsers(text string) error {
	for part := range strings.SplitSeq(text, ",") {
		n, err := strconv.Atoi(part)
		if err != nil || n < 1 {
			return fmt.Errorf("-users must be numbers such as 100,1000, not %q", text)
		}
		o.users = append(o.users, n)
	}
	slices.Sort(o.users)
	o.users = slices.Compact(o.users)
	return nil
}

func (o *options) parseStrategy(text string) error {
	switch text {
	case "both":
		o.strategies = []subject{batched, individual}
	case string(batched), string(individual):
		o.strategies = []subject{subject(text)}
	default:
		return fmt.Errorf("-strategy must be batched, individual or both, not %q", text)
	}
	return nil
}

func (o *options) parseShape(name string) error {
	for _, known := range stepShapes {
		if known.name == name {
			o.shape = known
			return nil
		}
	}
	return fmt.Errorf("-shape must be one of %s, not %q", strings.Join(shapeNames(), ", "), name)
}

func (o *options) parseSteps(text string) error {
	if text == "" {
		o.steps = allSteps
		if o.shape != nil && o.shape.imports {
			// The provider refuses to destroy an imported user without an applied deletion_policy.
			o.steps = slices.DeleteFunc(slices.Clone(allSteps), func(s *step) bool { return s == destroyStep })
		}
		return nil
	}
	names := strings.Split(text, ",")
	for _, name := range names {
		if !slices.Contains(stepNames(), name) {
			return fmt.Errorf("-steps must be of %s, not %q", strings.Join(stepNames(), ","), name)
		}
	}
	for _, s := range allSteps {
		if slices.Contains(names, s.name) {
			o.steps = append(o.steps, s)
		}
	}
	return nil
}

// parseRateLimit reads a budget such as 100/10s, or off. The provider supports only 10 s.
func (o *options) parseRateLimit() error {
	if o.rateLimitText == "off" {
		return nil
	}
	count, span, _ := strings.Cut(o.rateLimitText, "/")
	requests, countErr := strconv.Atoi(count)
	per, spanErr := time.ParseDuration(span)
	if countErr != nil || spanErr != nil || requests < 1 || per != window {
		return fmt.Errorf("-rate-limit must be a budget per 10s such as 100/10s, or off, not %q", o.rateLimitText)
	}
	o.rateLimit = emulator.RateLimit{Requests: requests, Per: per}
	return nil
}

func (o *options) checkPlot() error {
	if o.svgFile == "" {
		return nil
	}
	if len(o.users) < 2 || o.shapes || !slices.Contains(o.steps, planStep) {
		return fmt.Errorf("-svg needs at least two numbers of -users, and the step %s", planStep.name)
	}
	return nil
}

// budget is the highest number of requests in a window.
func (o *options) budget() int {
	if o.rateLimit.Requests == 0 {
		return math.MaxInt
	}
	return o.rateLimit.Requests
}
