package main

import (
	"fmt"
	"time"
)

// Durations, dates, formatting and parsing: all without the present time.
func main() {
	d := 90*time.Minute + 30*time.Second + 5*time.Millisecond
	fmt.Println(d, d.Hours(), d.Minutes(), d.Truncate(time.Minute), d.Round(time.Hour))
	fmt.Println(time.Duration(1500)*time.Microsecond, time.Duration(0), -d)
	fmt.Println(d/2, d%time.Minute, d > time.Hour, d.Milliseconds(), int(d/time.Second))
	p, err := time.ParseDuration("1h15m30.918s")
	fmt.Println(p, err, p.Seconds())
	_, err = time.ParseDuration("tomorrow")
	fmt.Println(err)
	t := time.Date(2024, time.February, 28, 23, 30, 0, 0, time.UTC)
	fmt.Println(t)
	fmt.Println(t.Add(time.Hour), t.AddDate(0, 0, 2).Format("2006-01-02"), t.AddDate(1, 1, 1).Format(time.DateOnly))
	fmt.Println(t.Year(), t.Month(), t.Day(), t.Weekday(), t.YearDay(), t.Hour())
	fmt.Println(t.Format(time.RFC3339), t.Format(time.Kitchen), t.Format("Mon Jan _2 15:04:05.000 2006"))
	u, err := time.Parse("2006-01-02 15:04", "2024-03-01 12:00")
	fmt.Println(u, err)
	fmt.Println(u.Sub(t), u.After(t), t.Before(u), t.Equal(t), u.Compare(t))
	_, err = time.Parse(time.DateOnly, "2024-13-01")
	fmt.Println(err)
	zone := time.FixedZone("EST", -5*3600)
	fmt.Println(t.In(zone), t.In(zone).Equal(t), t == t.In(zone))
	fmt.Println(t.Unix(), time.Unix(1700000000, 5).UTC(), time.UnixMilli(1700000000123).UTC())
	var zero time.Time
	fmt.Println(zero, zero.IsZero(), t.IsZero())
	fmt.Println(t.Truncate(24*time.Hour), t.Round(time.Hour))
	year, week := t.ISOWeek()
	fmt.Println(year, week, time.March, time.Saturday, time.Month(7))
	days := u.Sub(t).Hours() / 24
	fmt.Printf("%.3f %v %s %d\n", days, time.Second, 2*time.Minute, time.Microsecond)
	switch t.Weekday() {
	case time.Saturday, time.Sunday:
		fmt.Println("weekend")
	default:
		fmt.Println("weekday")
	}
	y, m, day := t.Date()
	fmt.Println(y, int(m), day)
}
