package main

import (
	"encoding/xml"
	"fmt"
	"strings"
)

type Item struct {
	ID    int      `xml:"id,attr"`
	Name  string   `xml:"name"`
	Tags  []string `xml:"tags>tag"`
	Note  string   `xml:",comment"`
	Empty string   `xml:"empty,omitempty"`
}

type Catalog struct {
	XMLName xml.Name `xml:"catalog"`
	Version string   `xml:"version,attr"`
	Items   []Item   `xml:"item"`
}

// Package encoding/xml.
func main() {
	c := Catalog{Version: "1", Items: []Item{{ID: 1, Name: "a & b", Tags: []string{"x", "y"}, Note: " note "}, {ID: 2, Name: "<c>"}}}
	b, err := xml.MarshalIndent(c, "", " ")
	fmt.Println(string(b), err)
	var d Catalog
	err = xml.Unmarshal([]byte(`<catalog version="2"><item id="7"><name>seven</name><tags><tag>t</tag></tags></item></catalog>`), &d)
	fmt.Println(d.Version, len(d.Items), d.Items[0].ID, d.Items[0].Name, d.Items[0].Tags, err)
	fmt.Println(xml.Unmarshal([]byte(`<catalog><item></catalog>`), &d))
	dec := xml.NewDecoder(strings.NewReader(`<a x="1"><b>text</b><!-- c --></a>`))
	for {
		tok, err := dec.Token()
		if err != nil {
			break
		}
		switch t := tok.(type) {
		case xml.StartElement:
			fmt.Println("start", t.Name.Local, len(t.Attr))
		case xml.EndElement:
			fmt.Println("end", t.Name.Local)
		case xml.CharData:
			fmt.Println("text", string(t))
		case xml.Comment:
			fmt.Println("comment", string(t))
		}
	}
	var sb strings.Builder
	xml.EscapeText(&sb, []byte(`a<b>&"c"`))
	fmt.Println(sb.String())
}
