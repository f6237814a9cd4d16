package main

import (
	"bufio"
	"fmt"
	"maps"
	"slices"
	"strings"
)

type Direction int

//go:generate stringer
const (
	North Direction = iota
	East
	South
	West
)

var dirNames = map[string]Direction{"n": North, "e": East, "s": South, "w": West}

func (d Direction) String() string      { return "NESW"[d : d+1] }
func (d Direction) Opposite() Direction { return (d + 2) % 4 }
func (d *Direction) Turn(by int)        { *d = (*d + Direction(by) + 4) % 4 }

type Item struct {
	Name   string
	Weight int
	Use    func(*Player) string
}

type Room struct {
	Name  string
	Exits [4]*Room
	Items map[string]*Item
	Visit func(p *Player, times int)
	seen  int
}

func (r *Room) Connect(d Direction, o *Room) *Room {
	r.Exits[d], o.Exits[d.Opposite()] = o, r
	return o
}

type Player struct {
	At     *Room
	Bag    []*Item
	HP     int
	Facing Direction
	undo   []func()
	out    *strings.Builder
}

type command func(p *Player, args ...string) error

type UserError string

func (e UserError) Error() string { return string(e) }

func (p *Player) say(format string, args ...any) { fmt.Fprintf(p.out, format+"\n", args...) }

func (p *Player) move(d Direction) error {
	next := p.At.Exits[d]
	if next == nil {
		return UserError("no way " + d.String())
	}
	old, facing := p.At, p.Facing
	p.undo = append(p.undo, func() { p.At, p.Facing = old, facing })
	p.At, p.Facing = next, d
	next.seen++
	if next.Visit != nil {
		next.Visit(p, next.seen)
	}
	p.say("%s (exits %v)", next.Name, next.exits())
	return nil
}

func (r *Room) exits() (ds []Direction) {
	for d, o := range r.Exits {
		if o != nil {
			ds = append(ds, Direction(d))
		}
	}
	return
}

var commands map[string]command

func init() {
	commands = map[string]command{
		"take": func(p *Player, args ...string) error {
			for _, a := range args {
				it, ok := p.At.Items[a]
				if !ok {
					return UserError("no " + a)
				}
				if p.load()+it.Weight > 10 {
					return fmt.Errorf("%s: too heavy by %d", a, p.load()+it.Weight-10)
				}
				room := p.At
				delete(room.Items, a)
				p.Bag = append(p.Bag, it)
				p.undo = append(p.undo, func() {
					room.Items[a] = it
					p.Bag = slices.DeleteFunc(p.Bag, func(i *Item) bool { return i == it })
				})
			}
			return nil
		},
		"use": func(p *Player, args ...string) error {
			if len(args) != 1 {
				return UserError("use what?")
			}
			i := slices.IndexFunc(p.Bag, func(it *Item) bool { return it.Name == args[0] })
			if i < 0 {
				return UserError("you have no " + args[0])
			}
			p.say("%s", p.Bag[i].Use(p))
			return nil
		},
		"undo": func(p *Player, _ ...string) error {
			n := len(p.undo)
			if n == 0 {
				return UserError("nothing to undo")
			}
			p.undo[n-1]()
			p.undo = p.undo[:n-1]
			return nil
		},
		"turn": func(p *Player, args ...string) error {
			for range args {
				p.Facing.Turn(-1)
			}
			p.say("facing %v", p.Facing)
			return nil
		},
		"bag": (*Player).bag,
	}
	for name, d := range dirNames {
		commands[name] = func(p *Player, _ ...string) error { return p.move(d) }
	}
}

func (p *Player) load() (n int) {
	for _, it := range p.Bag {
		n += it.Weight
	}
	return
}

func (p *Player) bag(_ ...string) error {
	names := make([]string, len(p.Bag))
	for i, it := range p.Bag {
		names[i] = fmt.Sprintf("%s/%d", it.Name, it.Weight)
	}
	p.say("%v hp=%d", names, p.HP)
	return nil
}

func main() {
	hall, cave := &Room{Name: "hall"}, &Room{Name: "cave", Items: map[string]*Item{}}
	hall.Items = map[string]*Item{"lamp": {Name: "lamp", Weight: 3}, "rock": {"rock", 9, nil}}
	hall.Items["lamp"].Use = func(p *Player) string { return "the " + p.At.Name + " is lit" }
	cave.Items["potion"] = &Item{"potion", 1, func(p *Player) string {
		hp := p.HP
		p.undo = append(p.undo, func() { p.HP = hp })
		p.HP *= 2
		return fmt.Sprint("hp ", p.HP)
	}}
	cave.Visit = func(p *Player, times int) {
		switch {
		case times == 1:
			p.say("it is dark")
			fallthrough
		case times < 3:
			p.HP--
		default:
			p.say("again?")
		}
	}
	hall.Connect(South, cave).Connect(East, &Room{Name: "end"})
	p := &Player{At: hall, HP: 10, out: new(strings.Builder)}
	script := "n\ntake lamp\ntake rock\nuse lamp\ns\nuse\nuse potion\ntake potion\nuse potion\nbag\ne\nw\ndance now\nundo\nundo\nturn a b c\nbag\nundo\nundo\nundo\nundo\nundo\nundo\nbag"
	sc := bufio.NewScanner(strings.NewReader(script))
	for line := 1; sc.Scan(); line++ {
		f := strings.Fields(sc.Text())
		cmd, ok := commands[f[0]]
		if !ok {
			p.say("%d: what is %q?", line, f[0])
			continue
		}
		if err := cmd(p, f[1:]...); err != nil {
			_, user := err.(UserError)
			p.say("%d: %v %t", line, err, user)
		}
	}
	fmt.Print(p.out)
	fmt.Println(slices.Sorted(maps.Keys(commands)), slices.Sorted(maps.Keys(hall.Items)), p.At.Name, cave.seen)
}
