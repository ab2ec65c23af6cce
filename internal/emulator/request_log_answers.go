package emulator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

const (
	// keptAnswerCount and keptAnswerSize limit the memory of kept answers.
	keptAnswerCount = 500
	keptAnswerSize  = 32 << 10
)

// keptAnswers are the requests with a kept answer, the oldest first.
type keptAnswers struct {
	wanted bool
	kept   []*Request
}

// keep keeps the latest answers. Larger answers are not kept.
func (k *keptAnswers) keep(r *Request, answer []byte) {
	r.size = len(answer)
	if !k.wanted || len(answer) == 0 || len(answer) > keptAnswerSize {
		return
	}
	if len(k.kept) == keptAnswerCount {
		k.kept[0].answer = nil
		k.kept = k.kept[1:]
	}
	r.answer = answer
	k.kept = append(k.kept, r)
}

// maskedAnswer returns the answer with masked secrets, or nil if it was not kept.
func (r Request) maskedAnswer() json.RawMessage {
	if r.answer == nil {
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(r.answer))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil || decoder.More() {
		return marshal(fmt.Sprintf("%d bytes that are not JSON", len(r.answer)))
	}
	return marshal(maskAnswer(value))
}

// secretText is a token in a text: a JWT, a ticket in an address, or the value of a cookie.
var secretText = regexp.MustCompile(`eyJ[\w-]+\.[\w-]+\.[\w-]*|([?&_](?:ticket|token)=)[^&\s]+|^(__\w+=)[^;]+`)

// maskAnswer masks secrets like maskValue. In errors, "code" is no secret.
func maskAnswer(value any) any {
	switch value := value.(type) {
	case map[string]any:
		_, isError := value["long_message"]
		for key, inner := range value {
			name := strings.ToLower(key)
			secret := secretParams[name] || name == "token_secret" || name == "id_token"
			if secret && inner != nil && (name != "code" || !isError) {
				value[key] = mask
				continue
			}
			value[key] = maskAnswer(inner)
		}
	case []any:
		for i, inner := range value {
			value[i] = maskAnswer(inner)
		}
	case string:
		return secretText.ReplaceAllString(value, "${1}${2}"+mask)
	}
	return value
}
