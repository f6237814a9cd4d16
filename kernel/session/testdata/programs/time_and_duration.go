package main

import (
	"encoding/json"
	"fmt"
	"sort"
	"time"
)

type event struct {
	Name string        `json:"name"`
	At   time.Time     `json:"at"`
	For  time.Duration `json:"for,omitempty"`
}

type timeline []event

func (t timeline) Len() int           { return len(t) }
func (t timeline) Less(i, j int) bool { return t[i].At.Before(t[j].At) }
func (t timeline) Swap(i, j int)      { t[i], t[j] = t[j], t[i] }

type day struct{ time.Time }

func (d day) MarshalText() ([]byte, error) { return []byte(d.Format("2006-01-02")), nil }
func (d *day) UnmarshalText(text []byte) (err error) {
	d.Time, err = time.Parse("2006-01-02", string(text))
	return err
}

func main() {
	t := time.Date(2024, time.February, 29, 13, 4, 5, 678e6, time.UTC)
	fmt.Println(t, t.Weekday(), t.YearDay(), t.Unix(), t.Month(), t.Add(36*time.Hour).Format(time.RFC1123))
	fmt.Println(t.Format("Mon Jan _2 15:04:05.000 2006"), t.Truncate(time.Hour).Format(time.Kitchen), t.AddDate(1, 0, 0).Format(time.DateOnly))
	_, err := time.Parse(time.DateOnly, "2024-13-01")
	fmt.Println(err)
	_, err = time.ParseDuration("5 minutes")
	fmt.Println(err)
	d, _ := time.ParseDuration("1h15m30.918s")
	fmt.Println(d, d.Minutes(), d.Round(time.Minute), d.Truncate(time.Hour), time.Duration(1500)*time.Microsecond)
	list := timeline{{"b", t.Add(time.Hour), time.Minute}, {"a", t, 0}}
	sort.Sort(list)
	text, err := json.MarshalIndent(list, "", " ")
	fmt.Println(string(text), err)
	var back timeline
	fmt.Println(json.Unmarshal(text, &back), back[1].For, back[0].At.Equal(t))
	m := map[day]string{{t}: "leap"}
	text, err = json.Marshal(m)
	fmt.Println(string(text), err)
	var dd day
	fmt.Println(json.Unmarshal([]byte(`"2020-05-06"`), &dd), dd.Year(), dd)
	fmt.Println(json.Unmarshal([]byte(`"nope"`), &dd))
	zone := time.FixedZone("X", 2*3600)
	fmt.Println(t.In(zone), t.In(zone).Equal(t), t.In(zone) == t)
	start := time.Now()
	fmt.Println(time.Since(start) < time.Hour, start.Before(time.Now().Add(1)))
	switch {
	case d > time.Hour && d < 2*time.Hour:
		fmt.Printf("%.2f hours %v %T\n", d.Hours(), d, d)
	}
	timer := time.NewTimer(time.Hour)
	fmt.Println(timer.Stop())
	select {
	case <-time.After(time.Millisecond):
		fmt.Println("after")
	}
}
