package main

import (
	"bytes"
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"
)

type header struct {
	Magic   uint32
	Version uint16
	Flags   [2]uint8
}

// Encodings of bytes as text and of numbers as bytes.
func main() {
	src := []byte("Hello, Gopher!")
	h := hex.EncodeToString(src)
	fmt.Println(h)
	back, err := hex.DecodeString(h)
	fmt.Println(string(back), err)
	_, err = hex.DecodeString("xyz")
	fmt.Println(err)
	fmt.Print(hex.Dump([]byte("0123456789abcdefgh")))
	e := base64.StdEncoding.EncodeToString([]byte("any carnal pleas"))
	fmt.Println(e, base64.URLEncoding.EncodeToString([]byte{0xfb, 0xff}), base64.RawStdEncoding.EncodeToString([]byte("a")))
	d, err := base64.StdEncoding.DecodeString(e)
	fmt.Println(string(d), err)
	_, err = base64.StdEncoding.DecodeString("!!")
	fmt.Println(err)
	fmt.Println(base32.StdEncoding.EncodeToString([]byte("go")))
	buf := make([]byte, 8)
	binary.LittleEndian.PutUint32(buf, 0xdeadbeef)
	binary.BigEndian.PutUint16(buf[4:], 0x1234)
	fmt.Printf("% x %x %d\n", buf, binary.BigEndian.Uint32(buf), binary.LittleEndian.Uint16(buf[4:]))
	n := binary.PutUvarint(buf, 300)
	v, m := binary.Uvarint(buf)
	fmt.Println(n, v, m)
	n = binary.PutVarint(buf, -129)
	s, _ := binary.Varint(buf[:n])
	fmt.Println(n, s)
	fmt.Println(binary.BigEndian.AppendUint32(nil, 1), binary.Size(header{}))
	var out bytes.Buffer
	err = binary.Write(&out, binary.BigEndian, header{0xcafe, 2, [2]uint8{1, 2}})
	fmt.Printf("%x %v\n", out.Bytes(), err)
	var back2 header
	err = binary.Read(&out, binary.BigEndian, &back2)
	fmt.Println(back2.Magic, back2.Version, back2.Flags, err)
	enc := base64.NewEncoder(base64.StdEncoding, &out)
	enc.Write([]byte("streamed"))
	enc.Close()
	fmt.Println(out.String())
	dec := base64.NewDecoder(base64.StdEncoding, strings.NewReader(out.String()))
	n, _ = dec.Read(buf)
	fmt.Println(string(buf[:n]))
}
