package emulator

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// shownChanges and overviewChanges are the maximum numbers of objects with their changes in the two views.
const (
	shownChanges    = 100
	overviewChanges = 5
)

// changeRow is an object with its changes.
type changeRow struct {
	Change
	Avatar avatar
	// Href is empty if the object was deleted, or has no view.
	Href  string
	Noun  string
	Marks []mark
	// Created and Deleted mean that all attributes have only one value.
	Created, Deleted bool
}

// recordingRow is a recording to select.
type recordingRow struct {
	Recording
	Name, Href string
	Selected   bool
}

// changesData shows the changes of a recording.
type changesData struct {
	Recordings []recordingRow
	// Selected is nil without a recording.
	Selected *recordingRow
	// Recorder is the open recording that was started by hand, or nil.
	Recorder *Recording
	Rows     []changeRow
	// Summary has the number of objects by action.
	Summary []mark
	// Sentence says how many objects of each kind changed.
	Sentence string
	// More is the number of objects that are not in Rows.
	More int
}

func (e *Emulator) showChanges(r *http.Request) (string, any, error) {
	id, err := recordingID(r.URL.Query().Get("recording"))
	if err != nil {
		return "", nil, err
	}
	data, err := e.changesData(id, shownChanges)
	return "Changes", data, err
}

func (e *Emulator) changesData(id, limit int) (changesData, error) {
	found, err := e.changes(id, limit)
	if err != nil {
		return changesData{}, err
	}
	var data changesData
	for _, recording := range slices.Backward(found.Recordings) {
		row := newRecordingRow(*recording)
		row.Selected = found.Recording != nil && found.Recording.ID == recording.ID
		data.Recordings = append(data.Recordings, row)
		if recording.open() && !recording.Automatic {
			data.Recorder = recording
		}
	}
	if found.Recording != nil {
		selected := newRecordingRow(*found.Recording)
		data.Selected = &selected
	}
	data.Summary, data.Sentence = summary(slices.Concat(found.Changes, found.rest))
	for _, change := range found.Changes {
		data.Rows = append(data.Rows, newChangeRow(change))
	}
	data.More = len(found.rest)
	if found.Recording != nil {
		data.More += found.Recording.Omitted
	}
	return data, nil
}

func newRecordingRow(recording Recording) recordingRow {
	if recording.ID == allChanges {
		return recordingRow{Recording: recording, Name: "Since the last reset", Href: link("changes", "recording", "all")}
	}
	return recordingRow{
		Recording: recording, Name: fmt.Sprintf("Run %d", recording.ID),
		Href: link("changes", "recording", strconv.Itoa(recording.ID)),
	}
}

func newChangeRow(change Change) changeRow {
	row := changeRow{Change: change, Avatar: avatarOf(change.ID, change.Name), Noun: nounOf(change.Kind)}
	for _, action := range change.Actions {
		row.Marks = append(row.Marks, mark{action, toneOf(action)})
		row.Created = row.Created || action == "created"
		row.Deleted = row.Deleted || action == "deleted"
	}
	parts := map[string]string{"user": "users/", "organization": "organizations/"}
	if !row.Deleted && parts[change.Kind] != "" {
		row.Href = link(parts[change.Kind] + url.PathEscape(change.ID))
	}
	return row
}

// nounOf returns the noun of a kind: organization_role is an organization role.
func nounOf(kind string) string { return strings.ReplaceAll(kind, "_", " ") }

// summary counts the changes by action and by kind.
func summary(changes []Change) ([]mark, string) {
	actions, kinds := map[string]int{}, map[string]int{}
	var order []string
	for _, change := range changes {
		for _, action := range change.Actions {
			actions[action]++
		}
		if kinds[change.Kind]++; kinds[change.Kind] == 1 {
			order = append(order, change.Kind)
		}
	}
	var marks []mark
	for _, action := range []string{"created", "changed", "banned", "unbanned", "locked", "unlocked", "deleted"} {
		if actions[action] > 0 {
			marks = append(marks, mark{fmt.Sprintf("%d %s", actions[action], action), toneOf(action)})
		}
	}
	var counts []string
	for _, kind := range order {
		counts = append(counts, count(kinds[kind], nounOf(kind)))
	}
	return marks, strings.Join(counts, ", ")
}
