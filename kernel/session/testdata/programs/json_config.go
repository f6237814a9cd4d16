package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sort"
	"strings"
	"time"
)

type Duration struct{ time.Duration }

func (d *Duration) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	v, err := time.ParseDuration(s)
	d.Duration = v
	return err
}

type Server struct {
	Name    string            `json:"name"`
	Port    int               `json:"port"`
	Tags    []string          `json:"tags"`
	Env     map[string]string `json:"env"`
	Backups []*Server         `json:"backups"`
}

type Config struct {
	Version int                `json:"version"`
	Servers []Server           `json:"servers"`
	Limits  map[string]float64 `json:"limits"`
	Extra   json.RawMessage    `json:"extra"`
}

type Problem struct {
	Path, Message string
}

func (p Problem) Error() string { return p.Path + ": " + p.Message }

func (s Server) validate(path string) (problems []error) {
	report := func(format string, args ...any) {
		problems = append(problems, Problem{path, fmt.Sprintf(format, args...)})
	}
	if s.Name == "" {
		report("has no name")
	}
	if s.Port < 1 || s.Port > 65535 {
		report("port %d is out of range", s.Port)
	}
	for i, b := range s.Backups {
		problems = append(problems, b.validate(fmt.Sprintf("%s.backups[%d]", path, i))...)
	}
	return problems
}

func Load(text string) (*Config, error) {
	var c Config
	dec := json.NewDecoder(strings.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&c); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			line := 1 + strings.Count(text[:syntax.Offset], "\n")
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		return nil, err
	}
	var all []error
	for i, s := range c.Servers {
		all = append(all, s.validate(fmt.Sprintf("servers[%d]", i))...)
	}
	return &c, errors.Join(all...)
}

const good = `{
  "version": 2,
  "servers": [
    {"name": "a", "port": 80, "tags": ["x", "y"], "env": {"K": "V", "A": "B"}},
    {"name": "b", "port": 81, "backups": [{"name": "c", "port": 82}]}
  ],
  "limits": {"cpu": 0.5, "mem": 2e3},
  "extra": {"anything": [1, 2, {"deep": null}]}
}`

// A configuration in JSON: decoding, validation, defaults, and writing it out again.
func main() {
	c, err := Load(good)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(c.Version, len(c.Servers), c.Servers[1].Backups[0].Name, c.Limits["mem"])
	var keys []string
	for k := range c.Servers[0].Env {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	fmt.Println(keys, c.Servers[0].Tags, c.Servers[1].Tags == nil)
	var extra struct{ Anything []any }
	fmt.Println(json.Unmarshal(c.Extra, &extra), extra.Anything)
	for _, bad := range []string{
		"{\n\"version\": 1,\n oops}",
		`{"unknown": 1}`,
		`{"servers": [{"name": "", "port": 0, "backups": [{"name": "z", "port": 99999}]}]}`,
	} {
		_, err := Load(bad)
		fmt.Println(err)
	}
	var d Duration
	fmt.Println(d.UnmarshalJSON([]byte(`"1m30s"`)), d.Seconds())
	c.Servers = c.Servers[:1]
	c.Extra = nil
	enc := json.NewEncoder(os.Stdout)
	enc.SetIndent("", " ")
	fmt.Println(enc.Encode(c.Servers[0]))
}
