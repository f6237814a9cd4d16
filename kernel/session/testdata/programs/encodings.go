package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

type header struct {
	Magic   [4]byte
	Version uint16
	Flags   uint16
	Size    uint32
}

type address struct {
	Street string `xml:"street"`
	City   string `xml:"city,attr"`
}

type person struct {
	XMLName xml.Name `xml:"person" json:"-"`
	ID      int      `xml:"id,attr" json:"id"`
	Name    string   `xml:"name" json:"name"`
	Emails  []string `xml:"contact>email" json:"emails,omitempty"`
	Address *address `xml:"address" json:"address,omitempty"`
	note    string
	Level   level `xml:"level" json:"level"`
}

type level int

const (
	low level = iota
	high
)

func (l level) MarshalText() ([]byte, error) {
	switch l {
	case low:
		return []byte("low"), nil
	case high:
		return []byte("high"), nil
	}
	return nil, fmt.Errorf("no level %d", int(l))
}

func (l *level) UnmarshalText(text []byte) error {
	switch string(text) {
	case "low":
		*l = low
	case "high":
		*l = high
	default:
		return errors.New("unknown level " + string(text))
	}
	return nil
}

type shape struct {
	Kind string          `json:"kind"`
	Data json.RawMessage `json:"data"`
}

type rotate13 struct{ r io.Reader }

func (x rotate13) Read(p []byte) (int, error) {
	n, err := x.r.Read(p)
	for i, c := range p[:n] {
		switch {
		case c >= 'a' && c <= 'z':
			p[i] = 'a' + (c-'a'+13)%26
		case c >= 'A' && c <= 'Z':
			p[i] = 'A' + (c-'A'+13)%26
		}
	}
	return n, err
}

func main() {
	var buf bytes.Buffer
	h := header{[4]byte{'R', 'G', 'A', 'N'}, 1, 0x8001, 1 << 20}
	fmt.Println(binary.Write(&buf, binary.LittleEndian, h), buf.Len(), hex.EncodeToString(buf.Bytes()))
	var back header
	fmt.Println(binary.Read(&buf, binary.LittleEndian, &back), back, back == h)
	fmt.Println(binary.Read(&buf, binary.BigEndian, &back), binary.Size(h))
	b := binary.BigEndian.AppendUint32(nil, 0xdeadbeef)
	fmt.Printf("%x %d %v\n", b, binary.PutUvarint(make([]byte, 10), 300), binary.LittleEndian.Uint16(b))

	p := person{ID: 7, Name: "Ann & Co", Emails: []string{"a@x", "b@y"}, Address: &address{"Main", "Oslo"}, note: "hidden", Level: high}
	text, err := xml.MarshalIndent(p, "", "  ")
	fmt.Println(string(text), err)
	var q person
	fmt.Println(xml.Unmarshal(text, &q), q.Name, q.Emails, *q.Address, q.Level, q.note == "")
	text, err = json.Marshal(p)
	fmt.Println(string(text), err)
	_, err = json.Marshal(person{Level: 9})
	fmt.Println(err)
	fmt.Println(json.Unmarshal([]byte(`{"level": "mid"}`), &q))
	fmt.Println(json.Unmarshal([]byte(`{"id": "seven"}`), &q))
	err = json.Unmarshal([]byte(`{"id": 1,}`), &q)
	var syntax *json.SyntaxError
	fmt.Println(err, errors.As(err, &syntax), syntax.Offset)
	var shapes []shape
	fmt.Println(json.Unmarshal([]byte(`[{"kind":"circle","data":{"r":2}},{"kind":"none","data":null}]`), &shapes))
	for _, s := range shapes {
		var circle struct{ R float64 }
		fmt.Println(s.Kind, json.Unmarshal(s.Data, &circle), circle.R)
	}
	dec := json.NewDecoder(strings.NewReader(`{"id":1} {"id":2, "extra":true} [3]`))
	for {
		var v any
		if err := dec.Decode(&v); err == io.EOF {
			break
		} else if err != nil {
			fmt.Println(err)
			break
		}
		fmt.Println(v)
	}
	strict := json.NewDecoder(strings.NewReader(`{"id":1, "extra":true}`))
	strict.DisallowUnknownFields()
	fmt.Println(strict.Decode(&q))

	r := csv.NewReader(strings.NewReader("name,age\n\"Bob, Jr\",5\nx,\n"))
	rows, err := r.ReadAll()
	fmt.Println(rows, len(rows), err)
	_, err = csv.NewReader(strings.NewReader("a,b\nc")).ReadAll()
	var pe *csv.ParseError
	fmt.Println(err, errors.Is(err, csv.ErrFieldCount), errors.As(err, &pe), pe.Line)
	w := csv.NewWriter(os.Stdout)
	w.Write([]string{"a,b", `say "hi"`, ""})
	w.Flush()

	enc := base64.StdEncoding.EncodeToString([]byte("any carnal pleas"))
	raw, err := base64.StdEncoding.DecodeString(enc)
	fmt.Println(enc, string(raw), err, base64.RawURLEncoding.EncodeToString([]byte{0xfb, 0xff}))
	_, err = base64.StdEncoding.DecodeString("!!")
	fmt.Println(err)
	_, err = hex.DecodeString("abc")
	fmt.Println(err)
	fmt.Print(hex.Dump([]byte("regan kernel")))
	all, _ := io.ReadAll(rotate13{strings.NewReader("Hello")})
	fmt.Println(string(all))
}
