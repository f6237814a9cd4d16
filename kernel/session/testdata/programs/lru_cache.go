package main

import (
	"fmt"
	"strings"
)

type entry struct {
	key        string
	value      int
	prev, next *entry
}

type Cache struct {
	capacity   int
	entries    map[string]*entry
	head, tail entry
	hits, miss int
	onEvict    func(key string, value int)
}

func NewCache(capacity int) *Cache {
	c := &Cache{capacity: capacity, entries: make(map[string]*entry, capacity)}
	c.head.next, c.tail.prev = &c.tail, &c.head
	return c
}

func (c *Cache) unlink(e *entry) {
	e.prev.next, e.next.prev = e.next, e.prev
}

func (c *Cache) pushFront(e *entry) {
	e.prev, e.next = &c.head, c.head.next
	e.prev.next, e.next.prev = e, e
}

func (c *Cache) Get(key string) (int, bool) {
	e, ok := c.entries[key]
	if !ok {
		c.miss++
		return 0, false
	}
	c.hits++
	c.unlink(e)
	c.pushFront(e)
	return e.value, true
}

func (c *Cache) Put(key string, value int) {
	if e, ok := c.entries[key]; ok {
		e.value = value
		c.unlink(e)
		c.pushFront(e)
		return
	}
	if len(c.entries) == c.capacity {
		last := c.tail.prev
		c.unlink(last)
		delete(c.entries, last.key)
		if c.onEvict != nil {
			c.onEvict(last.key, last.value)
		}
	}
	e := &entry{key: key, value: value}
	c.entries[key] = e
	c.pushFront(e)
}

func (c *Cache) String() string {
	var parts []string
	for e := c.head.next; e != &c.tail; e = e.next {
		parts = append(parts, fmt.Sprintf("%s=%d", e.key, e.value))
	}
	return "[" + strings.Join(parts, " ") + "]"
}

// A cache that drops what was used longest ago: a map and a doubly linked list with sentinels.
func main() {
	c := NewCache(3)
	var evicted []string
	c.onEvict = func(k string, v int) { evicted = append(evicted, fmt.Sprint(k, v)) }
	for i, k := range strings.Fields("a b c a d e a f") {
		if _, ok := c.Get(k); !ok {
			c.Put(k, i)
		}
		fmt.Println(k, c)
	}
	c.Put("a", 100)
	fmt.Println(c, c.hits, c.miss, evicted, len(c.entries))
	v, ok := c.Get("a")
	fmt.Println(v, ok)
	_, ok = c.Get("zzz")
	fmt.Println(ok)
}
