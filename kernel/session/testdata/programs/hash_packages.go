package main

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"hash"
	"hash/adler32"
	"hash/crc32"
	"hash/crc64"
	"hash/fnv"
	"io"
	"strings"
)

// Hashes and checksums.
func main() {
	data := []byte("hello world")
	fmt.Printf("%x\n", sha256.Sum256(data))
	fmt.Printf("%x\n%x\n", md5.Sum(data), sha1.Sum(data))
	h := sha256.New()
	io.WriteString(h, "hello ")
	io.Copy(h, strings.NewReader("world"))
	fmt.Println(hex.EncodeToString(h.Sum(nil)), h.Size(), h.BlockSize())
	fmt.Printf("%.16x\n", sha512.Sum512(data))
	mac := hmac.New(sha256.New, []byte("key"))
	mac.Write(data)
	sum := mac.Sum(nil)
	fmt.Printf("%x %t\n", sum[:8], hmac.Equal(sum, sum))
	fmt.Println(crc32.ChecksumIEEE(data), adler32.Checksum(data), crc64.Checksum(data, crc64.MakeTable(crc64.ISO)))
	for _, f := range []hash.Hash{fnv.New32(), fnv.New64a(), md5.New()} {
		f.Write(data)
		fmt.Printf("%x\n", f.Sum(nil))
	}
	table := crc32.MakeTable(crc32.Castagnoli)
	fmt.Printf("%08x\n", crc32.Checksum(data, table))
	seen := map[[32]byte]string{}
	for _, s := range []string{"a", "b", "a"} {
		seen[sha256.Sum256([]byte(s))] = s
	}
	fmt.Println(len(seen))
	f32 := fnv.New32a()
	f32.Write([]byte("x"))
	fmt.Println(f32.Sum32())
	f32.Reset()
	fmt.Println(f32.Sum32())
}
