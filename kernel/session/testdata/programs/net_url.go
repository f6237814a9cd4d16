package main

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
)

// URLs, queries and addresses.
func main() {
	u, err := url.Parse("https://user:pw@example.com:8080/a%20b/c?q=1&r=x+y&q=2#frag")
	fmt.Println(u, err)
	fmt.Println(u.Scheme, u.Host, u.Hostname(), u.Port(), u.Path, u.Fragment, u.User.Username())
	q := u.Query()
	fmt.Println(q["q"], q.Get("r"), q.Has("z"), len(q))
	q.Set("z", "new value&")
	q.Del("q")
	q.Add("r", "2")
	u.RawQuery = q.Encode()
	fmt.Println(u.String(), u.Redacted())
	ref, _ := u.Parse("../d?x=1")
	fmt.Println(ref)
	fmt.Println(url.QueryEscape("a b&c=d/é"), url.PathEscape("a b/c"))
	s, err := url.QueryUnescape("a%20b+c%zz")
	fmt.Println(s, err)
	_, err = url.Parse("http://[::1")
	fmt.Println(err)
	v := url.Values{"k": {"1", "2"}}
	fmt.Println(v.Encode(), url.PathEscape("ü"))
	p, _ := url.JoinPath("http://h/a/", "../b", "c")
	fmt.Println(p)
	host, port, err := net.SplitHostPort("[::1]:80")
	fmt.Println(host, port, err, net.JoinHostPort("h", "1"))
	ip := net.ParseIP("192.168.1.10")
	_, network, _ := net.ParseCIDR("192.168.0.0/16")
	fmt.Println(ip, network.Contains(ip), ip.IsPrivate(), network)
	a := netip.MustParseAddr("10.0.0.1")
	fmt.Println(a.Next(), a.Is4(), netip.MustParsePrefix("10.0.0.0/8").Contains(a))
}
