package clerk

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits for text from an answer in an error. Clerk's texts are far shorter.
const (
	maxReasons = 20   // reasons of one error
	maxMessage = 2000 // bytes of a message
	maxName    = 200  // bytes of a code, a parameter, an id or a header
)

// sanitizeError limits the length of an error's texts and removes control characters. The answer can come from any
// server, and control characters can change the output of a terminal.
func sanitizeError(err error) error {
	var refusal *Error
	if !errors.As(err, &refusal) {
		return err
	}
	refusal.Items = refusal.Items[:min(len(refusal.Items), maxReasons)]
	for i := range refusal.Items {
		item := &refusal.Items[i]
		item.Message, item.LongMessage = sanitizeText(item.Message, maxMessage), sanitizeText(item.LongMessage, maxMessage)
		item.Code, item.Param = sanitizeText(item.Code, maxName), sanitizeText(item.Param, maxName)
		for _, list := range []*[]string{&item.Params, &item.UnsupportedFeatures, &item.EmailAddresses, &item.Identifiers} {
			*list = (*list)[:min(len(*list), maxReasons)]
			for n := range *list {
				(*list)[n] = sanitizeText((*list)[n], maxName)
			}
		}
	}
	return err
}

// sanitizeText returns the text in one line of at most most bytes, without characters that change the direction of
// writing.
func sanitizeText(text string, most int) string {
	if len(text) > most {
		end := most
		for end > 0 && !utf8.RuneStart(text[end]) {
			end--
		}
		text = text[:end] + "…"
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}
