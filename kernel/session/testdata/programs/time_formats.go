package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"sort"
	"strings"
	"time"
)

type Date struct{ time.Time }

func (d Date) String() string { return d.Format("2006-01-02") }

type Month time.Month

type Period struct {
	From, To time.Time
	Every    time.Duration
}

func (p Period) All() func(func(int, time.Time) bool) {
	return func(yield func(int, time.Time) bool) {
		for i, t := 0, p.From; t.Before(p.To); i, t = i+1, t.Add(p.Every) {
			if !yield(i, t) {
				return
			}
		}
	}
}

type Weekly map[time.Weekday][]string

type Span time.Duration

func (s Span) Hours() float64 { return time.Duration(s).Hours() * 2 }

func main() {
	cet := time.FixedZone("CET", 3600)
	t := time.Date(2023, time.December, 31, 23, 59, 58, 123456789, time.UTC)
	for _, layout := range []string{time.ANSIC, time.RFC822Z, time.RFC850, time.RFC1123, time.RFC3339Nano, time.Kitchen, time.StampMicro, time.DateTime,
		"Mon Jan _2 15:04:05.000 2006", "2/1/06 3:4:5pm .999 ,000", "002 __2", "Monday 02-Jan-06 MST -07 Z07:00:00", "05.00000"} {
		fmt.Println(t.In(cet).Format(layout))
	}
	fmt.Println(t, t.In(cet), t.Unix(), t.UnixMilli(), t.YearDay(), t.Weekday(), t.Month())
	y, w := t.ISOWeek()
	fmt.Println(y, w, t.Truncate(time.Hour), t.Round(time.Minute), t.AddDate(0, 2, 0).Format(time.DateOnly))
	fmt.Println(Date{t}, Date{t}.Year(), []Date{{t}}, &Date{t}, Date{t.Add(2 * time.Second)}.After(t))
	fmt.Printf("%v %s %+v %d %q %T %x\n", time.March, Month(3), Month(4), time.May, time.June, time.July, time.Second)
	p := Period{t.Truncate(24 * time.Hour), t, 7 * time.Hour}
	for i, at := range p.All() {
		fmt.Print(i, at.Format(" 15h "))
	}
	fmt.Println()
	weekly := Weekly{}
	for _, s := range strings.Fields("2024-02-28 2024-02-29 2024-03-01 2023-02-29 2024-13-01 24-1-1") {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			var pe *time.ParseError
			fmt.Println(err, errors.As(err, &pe))
			continue
		}
		weekly[d.Weekday()] = append(weekly[d.Weekday()], s)
	}
	fmt.Println(weekly)
	days := make([]time.Weekday, 0)
	for d := range weekly {
		days = append(days, d)
	}
	sort.Slice(days, func(i, j int) bool { return days[i] < days[j] })
	fmt.Println(days)
	for _, s := range []string{"1h15m30.918s", "-1.5h", "300ms", "1µs", "5", "1d", "", "9223372036854775807ns"} {
		d, err := time.ParseDuration(s)
		fmt.Println(d, err, d.Seconds(), d.Truncate(time.Minute))
	}
	d := 90*time.Minute + 30*time.Second
	fmt.Println(d, d/7, d%time.Hour, d.Round(time.Hour), time.Duration(1.5*float64(time.Second)), Span(d), Span(d).Hours(), -d, d.Abs(), int64(d))
	fmt.Printf("%v %d %s %.1f %5.2f %T %8v|\n", d, time.Millisecond, 2*time.Microsecond, d.Hours(), d.Minutes(), Span(1), time.Second)
	var zero time.Time
	fmt.Println(zero, zero.IsZero(), zero.Unix(), t.Sub(zero) == 1<<63-1, zero.Equal(time.Time{}), t.Compare(zero))
	u := time.Unix(1700000000, 5).UTC()
	fmt.Println(u, u == time.Unix(1700000000, 5).UTC(), u.Equal(u.In(cet)), u == u.In(cet), u.Nanosecond())
	type rec struct {
		When time.Time
		For  time.Duration
		D    Date
		M    map[time.Month]int
	}
	b, err := json.Marshal(rec{u, d, Date{t}, map[time.Month]int{time.May: 1}})
	fmt.Println(string(b), err)
	var r rec
	fmt.Println(json.Unmarshal(b, &r), r.When.Equal(u), r.For == d, r.D, r.M)
	timer := time.NewTimer(time.Hour)
	fmt.Println(timer.Stop(), timer.Stop())
	tick := time.NewTicker(time.Millisecond)
	n := 0
	deadline := time.After(5 * time.Second)
loop:
	for {
		select {
		case <-tick.C:
			if n++; n == 3 {
				tick.Stop()
				break loop
			}
		case <-deadline:
			fmt.Println("late")
			return
		}
	}
	done := make(chan string)
	time.AfterFunc(time.Millisecond, func() { done <- "fired" })
	fmt.Println(n, <-done, time.Since(time.Now()) < time.Minute, time.Until(t) < 0)
	loc, err := time.LoadLocation("Nowhere/Land")
	fmt.Println(loc, err != nil)
	text, _ := t.MarshalText()
	var back time.Time
	fmt.Println(string(text), back.UnmarshalText([]byte("x")) != nil, back.UnmarshalText(text), back.Equal(t))
	h, m, s := t.Clock()
	yy, mm, dd := t.Date()
	fmt.Println(h, m, s, yy, mm, dd)
	switch {
	case t.Hour() < 12:
		fmt.Println("morning")
	case t.Weekday() == time.Sunday && t.Month() == time.December:
		fmt.Println("last sunday")
	}
}
