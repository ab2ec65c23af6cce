package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"math"
	"strings"
	"text/template"
)

// The plot is not drawn by a library: those for Go include fonts and a dozen formats, and none of them draws for light
// and dark backgrounds.

//go:embed plot.svg.tmpl
var plotTemplate string

// The places of a panel in the picture, in pixels.
const (
	panelWidth, panelHeight = 280, 250
	panelTop, panelLeft     = 92, 66
	panelDistance           = 458
)

// panel is one diagram, with both axes logarithmic.
type panel struct {
	Title, Unit      string
	Left, Top        float64
	Width, Height    float64
	Columns, Rows    []tick
	Lines            []line
	minX, maxX, topY float64
	bottomY          float64
}

type tick struct {
	At    float64
	Label string
}

type line struct {
	Class  subject
	Points []point
	Path   string
	// Label is beside the last point.
	Label   string
	LabelAt float64
}

type point struct{ X, Y float64 }

// plot draws requests and time of a plan with nothing to change against the number of users.
func (r *Report) plot() ([]byte, error) {
	requests, times := map[subject][]point{}, map[subject][]point{}
	for _, users := range r.sizes() {
		for _, of := range []subject{baselineOnly, batched, individual} {
			m, measured := r.find(users, of, planStep.name, "")
			if !measured {
				continue
			}
			times[of] = append(times[of], point{float64(users), m.Seconds})
			if of != baselineOnly {
				requests[of] = append(requests[of], point{float64(users), float64(m.Requests)})
			}
		}
	}
	if len(times[baselineOnly]) < 2 {
		return nil, errors.New("a plot needs the plan of at least two numbers of users")
	}
	var picture bytes.Buffer
	drawing, err := template.New("plot").Parse(plotTemplate)
	if err != nil {
		return nil, err
	}
	err = drawing.Execute(&picture, map[string]any{
		"Title": "A plan with nothing to change, by the number of users",
		"Setting": fmt.Sprintf(
			"%s on %s, %s; budget %s, latency %d ms, parallelism %d",
			r.CLI,
			r.Machine,
			r.Taken.Format("2006-01-02"),
			strings.Replace(r.RateLimit, "/", " requests per ", 1),
			r.LatencyMS,
			r.Parallelism,
		),
		"Note":   r.Note,
		"Panels": []*panel{newPanel(0, "Requests", "", requests), newPanel(1, "Time", "s", times)},
	})
	return picture.Bytes(), err
}

func newPanel(position int, title, unit string, curves map[subject][]point) *panel {
	p := &panel{
		Title: title, Unit: unit, Left: panelLeft + float64(position)*panelDistance, Top: panelTop,
		Width: panelWidth, Height: panelHeight, minX: math.Inf(1), bottomY: math.Inf(1),
	}
	for _, curve := range curves {
		for _, at := range curve {
			p.minX, p.maxX = min(p.minX, at.X), max(p.maxX, at.X)
			p.bottomY, p.topY = min(p.bottomY, at.Y), max(p.topY, at.Y)
		}
	}
	p.bottomY = decade(p.bottomY, math.Floor)
	p.topY = max(decade(p.topY, math.Ceil), 10*p.bottomY)
	for value := p.bottomY; value <= p.topY*1.001; value *= 10 {
		p.Rows = append(p.Rows, tick{p.y(value), label(value, unit)})
	}
	for _, value := range curves[longest(curves)] {
		p.Columns = append(p.Columns, tick{p.x(value.X), label(value.X, "")})
	}
	for _, of := range []subject{individual, batched, baselineOnly} {
		if len(curves[of]) > 0 {
			p.Lines = append(p.Lines, p.line(of, curves[of], unit))
		}
	}
	p.separateLabels()
	return p
}

// decade is the power of ten below or above a value.
func decade(value float64, round func(float64) float64) float64 {
	return math.Pow(10, round(math.Log10(max(value, 0.01))))
}

func longest(curves map[subject][]point) subject {
	found := baselineOnly
	for _, of := range []subject{batched, individual} {
		if len(curves[of]) > len(curves[found]) {
			found = of
		}
	}
	return found
}

func (p *panel) x(value float64) float64 {
	return p.Left + p.Width*math.Log(value/p.minX)/math.Log(p.maxX/p.minX)
}

func (p *panel) y(value float64) float64 {
	return p.Top + p.Height - p.Height*math.Log(max(value, p.bottomY)/p.bottomY)/math.Log(p.topY/p.bottomY)
}

func (p *panel) line(of subject, values []point, unit string) line {
	l := line{Class: of}
	var path strings.Builder
	for i, value := range values {
		at := point{p.x(value.X), p.y(value.Y)}
		l.Points = append(l.Points, at)
		command := "L"
		if i == 0 {
			command = "M"
		}
		fmt.Fprintf(&path, "%s%.1f %.1f", command, at.X, at.Y)
	}
	l.Path = path.String()
	l.Label = fmt.Sprintf("%s %s", of, label(values[len(values)-1].Y, unit))
	l.LabelAt = l.Points[len(l.Points)-1].Y
	return l
}

// separateLabels moves labels down that would overlap one above them.
func (p *panel) separateLabels() {
	const apart = 15
	for range p.Lines {
		for i := range p.Lines {
			for j := range p.Lines {
				upper, lower := &p.Lines[i], &p.Lines[j]
				if i != j && upper.LabelAt <= lower.LabelAt && (upper.LabelAt < lower.LabelAt || i < j) &&
					lower.LabelAt-upper.LabelAt < apart {
					lower.LabelAt = upper.LabelAt + apart
				}
			}
		}
	}
}

// label formats a value with one decimal place below 10.
func label(value float64, unit string) string {
	text := fmt.Sprintf("%.1f", value)
	if value >= 10 || value == math.Trunc(value) {
		text = thousands(int(math.Round(value)))
	}
	if unit != "" {
		text += " " + unit
	}
	return text
}

// Right, Bottom and the following methods are positions for the template.
func (p *panel) Right() float64       { return p.Left + p.Width }
func (p *panel) Bottom() float64      { return p.Top + p.Height }
func (p *panel) Middle() float64      { return p.Left + p.Width/2 }
func (p *panel) TitleAt() float64     { return p.Top - 10 }
func (p *panel) RowLabelsAt() float64 { return p.Left - 8 }
