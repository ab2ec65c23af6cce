package clerk_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
)

// echoes are ways to repeat parts of a request in an answer.
var echoes = map[string]func(http.ResponseWriter, []string){
	"refusal": echoRefusal(http.StatusUnprocessableEntity),
	"failure": echoRefusal(http.StatusInternalServerError),
	"locked":  echoRefusal(http.StatusConflict),
	"success, not JSON": func(w http.ResponseWriter, texts []string) {
		echoHeader(w, texts)
		_, _ = io.WriteString(w, texts[0])
	},
	"success, other type": echoOtherTypes,
	"success, number": func(w http.ResponseWriter, _ []string) {
		_, _ = io.WriteString(w, `{"id":"user_1","created_at":`+strings.Repeat("9", 40)+`}`)
	},
	"page": func(w http.ResponseWriter, texts []string) {
		echoHeader(w, texts)
		w.WriteHeader(http.StatusForbidden)
		_, _ = io.WriteString(w, "<html>"+texts[0])
	},
	"error of no shape": func(w http.ResponseWriter, texts []string) {
		echoHeader(w, texts)
		w.WriteHeader(http.StatusBadRequest)
		_ = json.NewEncoder(w).Encode(map[string]any{"error": texts, "clerk_trace_id": texts[0]})
	},
	"redirect": func(w http.ResponseWriter, texts []string) {
		echoHeader(w, texts)
		w.Header().Set("Location", "https://"+url.PathEscape(texts[0])+".test/")
		w.WriteHeader(http.StatusFound)
	},
	"redirect to a host": func(w http.ResponseWriter, texts []string) {
		w.Header().Set("Location", "//"+strings.TrimPrefix(authorizationIn(texts[0]), "Bearer ")+"/")
		w.WriteHeader(http.StatusFound)
	},
	"not gzip": func(w http.ResponseWriter, texts []string) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = io.WriteString(w, texts[0])
	},
}

// brokenHeads are invalid beginnings of an answer, with the repeated text at %s. net/http cuts them at white space and
// colons.
var brokenHeads = []string{
	"%s", "HTTP/1.1 %s", "HTTP/1.1 200 OK\r\n%s", "HTTP/1.1 200 OK\r\nX: y\r\n%s\r\n", "HTTP/1.1 200 OK\r\n%s: x",
	"HTTP/%s 200 OK", "HTTP/1.1 1%s OK", "HTTP/1.1 200 OK\r\n %s",
	"HTTP/1.1 200 OK\r\nContent-Length: %s", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: %s",
	"HTTP/1.1 200 OK\r\nTransfer-Encoding: %s",
	"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%s", "HTTP/1.1 200 OK\r\nX: \x00%s",
}

func init() {
	for _, head := range brokenHeads {
		echoes["broken: "+head] = func(w http.ResponseWriter, texts []string) { breakOff(w, head, strings.Join(texts, "")) }
	}
}

// breakOff answers with an invalid head.
func breakOff(w http.ResponseWriter, head, text string) {
	connection, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(err)
	}
	_, _ = fmt.Fprintf(connection, head+"\r\n\r\n", text)
	_ = connection.Close()
}

// echo answers with all parts of the request, in several answers so that each part is alone once.
func echo(answer func(http.ResponseWriter, []string)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		whole, err := httputil.DumpRequest(r, true)
		if err != nil {
			panic(err)
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			panic(err)
		}
		answer(w, repetitions(string(whole), string(body)))
	}
}

// repetitions returns the request in many spellings, and every text of its body alone.
func repetitions(whole, body string) []string {
	texts := []string{whole, body}
	var params any
	if json.Unmarshal([]byte(body), &params) == nil {
		texts = appendTexts(texts, params)
	}
	for _, text := range texts {
		quoted, _ := json.Marshal(text)
		twice, _ := json.Marshal(string(quoted))
		texts = append(texts, string(quoted), string(twice), fmt.Sprintf("%q", text), fmt.Sprintf("%+q", text),
			fmt.Sprintf("%q", quoted), url.QueryEscape(text), url.PathEscape(text), url.QueryEscape(url.QueryEscape(text)),
			url.QueryEscape(string(quoted)), strings.ToUpper(text), base64.StdEncoding.EncodeToString([]byte(text)),
			"key:"+base64.RawURLEncoding.EncodeToString([]byte("x"+text)))
	}
	return texts
}

func appendTexts(texts []string, value any) []string {
	switch value := value.(type) {
	case string:
		return append(texts, value)
	case []any:
		for _, element := range value {
			texts = appendTexts(texts, element)
		}
	case map[string]any:
		for _, element := range value {
			texts = appendTexts(texts, element)
		}
	}
	return texts
}

func authorizationIn(request string) string {
	_, value, _ := strings.Cut(request, "Authorization: ")
	value, _, _ = strings.Cut(value, "\r\n")
	return value
}

func echoHeader(w http.ResponseWriter, texts []string) {
	line := strings.NewReplacer("\r", " ", "\n", " ", "\x00", "").Replace(strings.Join(texts, " "))
	for i, name := range []string{"Content-Type", "Clerk-Trace-Id", "Cf-Ray", "Date", "Retry-After"} {
		// An error shows only the beginning of a header, so each header begins with another part.
		from := i * len(line) / 5
		w.Header().Set(name, line[from:min(len(line), from+2000)])
	}
}

// echoRefusal answers with the maximum number of reasons. Each field has another text, until all texts are used.
func echoRefusal(status int) func(http.ResponseWriter, []string) {
	return func(w http.ResponseWriter, texts []string) { writeRefusal(w, status, texts) }
}

func writeRefusal(w http.ResponseWriter, status int, texts []string) {
	echoHeader(w, texts)
	used := 0
	next := func() string {
		used++
		return texts[used%len(texts)]
	}
	items := []any{map[string]any{"code": "resource_locked"}}
	for len(items) < 20 {
		meta := map[string]any{
			"param_name": next(), "param_names": []string{next()}, "unsupported_features": []string{next()},
			"email_addresses": []string{next()}, "identifiers": []string{next(), next()}, next(): next(),
		}
		items = append(items, map[string]any{"code": next(), "message": next(), "long_message": next(), "meta": meta})
	}
	if used < len(texts) {
		panic(fmt.Sprintf("%d fields cannot hold %d texts", used, len(texts)))
	}
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"errors": items, "clerk_trace_id": strings.Join(texts[:2], " ")})
}

// echoOtherTypes answers with the texts as keys and as values of the wrong type.
func echoOtherTypes(w http.ResponseWriter, texts []string) {
	echoHeader(w, texts)
	answer := map[string]any{
		"id": texts, "created_at": texts[0], "data": texts[0], "jwt": texts, "token": texts, "verified": texts[0],
		"total_count": texts[0],
	}
	for _, text := range texts {
		answer[text] = text
	}
	_ = json.NewEncoder(w).Encode(answer)
}
