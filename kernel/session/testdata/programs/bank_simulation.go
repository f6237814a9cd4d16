package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sort"
	"strings"
	"text/tabwriter"
)

type Currency string
type Amount struct {
	Cents int64    `json:"cents"`
	Cur   Currency `json:"cur"`
}

func (a Amount) String() string {
	sign := ""
	if a.Cents < 0 {
		sign, a.Cents = "-", -a.Cents
	}
	return fmt.Sprintf("%s%d.%02d %s", sign, a.Cents/100, a.Cents%100, a.Cur)
}
func (a Amount) Plus(b Amount) (Amount, error) {
	if a.Cur != b.Cur {
		return Amount{}, &CurrencyError{a.Cur, b.Cur}
	}
	a.Cents += b.Cents
	return a, nil
}

type CurrencyError struct{ Have, Want Currency }

func (e *CurrencyError) Error() string { return fmt.Sprintf("%s is not %s", e.Have, e.Want) }

var (
	ErrNoAccount = errors.New("no such account")
	ErrFunds     = fmt.Errorf("insufficient funds")
)

type Account struct {
	ID      string
	Balance Amount
	History []Entry
	Limits  map[Kind]int64
	onEvent func(Event)
}
type Kind uint8

const (
	Deposit Kind = iota
	Withdraw
	Transfer
)

var kindNames = [...]string{Deposit: "deposit", Withdraw: "withdraw", Transfer: "transfer"}

func (k Kind) String() string               { return kindNames[k] }
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

type Entry struct {
	Kind   Kind
	Amount Amount
	Note   string `json:",omitempty"`
}
type Event interface{ isEvent() }
type (
	Posted   struct{ Entry }
	Rejected struct {
		Entry
		Err error
	}
)

func (Posted) isEvent()    {}
func (*Rejected) isEvent() {}

type Bank struct {
	accounts map[string]*Account
	events   []Event
}

func (b *Bank) Open(id string, cur Currency) *Account {
	if b.accounts == nil {
		b.accounts = make(map[string]*Account)
	}
	acc := &Account{ID: id, Balance: Amount{Cur: cur}, Limits: map[Kind]int64{Withdraw: 50_00}}
	acc.onEvent = func(e Event) { b.events = append(b.events, e) }
	b.accounts[id] = acc
	return acc
}

func (b *Bank) find(id string) (*Account, error) {
	if a, ok := b.accounts[id]; ok {
		return a, nil
	}
	return nil, fmt.Errorf("%q: %w", id, ErrNoAccount)
}

func (a *Account) post(e Entry) (err error) {
	defer func() {
		if err != nil {
			a.onEvent(&Rejected{e, err})
			return
		}
		a.History = append(a.History, e)
		a.onEvent(Posted{e})
	}()
	if limit, ok := a.Limits[e.Kind]; ok && -e.Amount.Cents > limit {
		return fmt.Errorf("limit of %v: %w", Amount{limit, a.Balance.Cur}, ErrFunds)
	}
	next, err := a.Balance.Plus(e.Amount)
	if err != nil {
		return err
	}
	if next.Cents < 0 {
		return ErrFunds
	}
	a.Balance = next
	return
}

func (b *Bank) Transfer(from, to string, m Amount) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("transfer: %w", err)
		}
	}()
	src, err := b.find(from)
	if err != nil {
		return err
	}
	dst, err := b.find(to)
	if err != nil {
		return
	}
	neg := m
	neg.Cents = -neg.Cents
	if err = src.post(Entry{Transfer, neg, "to " + to}); err != nil {
		return
	}
	if err := dst.post(Entry{Transfer, m, "from " + from}); err != nil {
		if back := src.post(Entry{Kind: Transfer, Amount: m, Note: "back"}); back != nil {
			return errors.Join(err, back)
		}
		return err
	}
	return nil
}

func main() {
	var b Bank
	for _, s := range strings.Fields("ann:EUR bob:EUR cy:USD") {
		id, cur, _ := strings.Cut(s, ":")
		b.Open(id, Currency(cur))
	}
	steps := []func() error{
		func() error { return b.accounts["ann"].post(Entry{Amount: Amount{100_50, "EUR"}}) },
		func() error { return b.accounts["ann"].post(Entry{Withdraw, Amount{-60_00, "EUR"}, ""}) },
		func() error { return b.Transfer("ann", "bob", Amount{33_05, "EUR"}) },
		func() error { return b.Transfer("ann", "zed", Amount{1, "EUR"}) },
		func() error { return b.Transfer("ann", "cy", Amount{1_00, "EUR"}) },
		func() error { return b.Transfer("bob", "ann", Amount{99_00, "EUR"}) },
		func() error { return b.accounts["cy"].post(Entry{Amount: Amount{5, "EUR"}}) },
	}
	for i, step := range steps {
		err := step()
		var ce *CurrencyError
		fmt.Println(i, err, errors.Is(err, ErrFunds), errors.Is(err, ErrNoAccount), errors.As(err, &ce) && ce.Want != "")
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 8, 2, ' ', tabwriter.AlignRight|tabwriter.Debug)
	ids := make([]string, 0, len(b.accounts))
	for id := range b.accounts {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	for _, id := range ids {
		a := b.accounts[id]
		fmt.Fprintf(w, "%s\t%v\t%d\t\n", a.ID, a.Balance, len(a.History))
	}
	w.Flush()
	posted, rejected := 0, map[string]int{}
	for _, e := range b.events {
		switch e := e.(type) {
		case Posted:
			posted += int(e.Amount.Cents)
		case *Rejected:
			rejected[e.Kind.String()+": "+e.Err.Error()]++
		}
	}
	fmt.Println(posted, rejected)
	out, err := json.MarshalIndent(b.accounts["ann"].History, "", " ")
	fmt.Println(string(out), err)
}
