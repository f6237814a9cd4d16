package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sort"
	"strings"
	"sync"
	"time"
)

type Kind uint8

const (
	Deposit Kind = iota + 1
	Withdraw
	Transfer
)

var kindNames = map[Kind]string{Deposit: "deposit", Withdraw: "withdraw", Transfer: "transfer"}

func (k Kind) String() string {
	if s, ok := kindNames[k]; ok {
		return s
	}
	return fmt.Sprintf("Kind(%d)", uint8(k))
}

func (k Kind) MarshalJSON() ([]byte, error) { return json.Marshal(k.String()) }
func (k *Kind) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	for kind, name := range kindNames {
		if name == s {
			*k = kind
			return nil
		}
	}
	return fmt.Errorf("unknown kind %q", s)
}

type Cents int64

func (c Cents) Format(f fmt.State, verb rune) {
	switch verb {
	case 'v', 's':
		fmt.Fprintf(f, "%d.%02d", int64(c)/100, abs(int64(c))%100)
		if f.Flag('+') {
			fmt.Fprint(f, " EUR")
		}
	case 'd':
		fmt.Fprint(f, int64(c))
	default:
		fmt.Fprintf(f, "%%!%c(Cents)", verb)
	}
}

func abs[T ~int64 | ~int](v T) T {
	if v < 0 {
		return -v
	}
	return v
}

type Tx struct {
	ID     int                `json:"id"`
	Kind   Kind               `json:"kind"`
	Amount Cents              `json:"amount"`
	From   string             `json:"from,omitempty"`
	To     string             `json:"to,omitempty"`
	Meta   map[string]any     `json:"meta,omitempty"`
	At     *time.Time         `json:"at,omitempty"`
	Inner  struct{ A, b int } `json:"inner"`
}

type InsufficientError struct {
	Account       string
	Balance, Need Cents
}

func (e InsufficientError) Error() string {
	return fmt.Sprintf("%s has %v, needs %v", e.Account, e.Balance, e.Need)
}

var ErrUnknown = errors.New("unknown account")

type Account struct {
	sync.Mutex
	Owner   string
	balance Cents
	history []Tx
}

func (a *Account) apply(tx Tx, delta Cents) error {
	a.Lock()
	defer a.Unlock()
	if a.balance+delta < 0 {
		return &InsufficientError{a.Owner, a.balance, -delta}
	}
	a.balance += delta
	a.history = append(a.history, tx)
	return nil
}

type Bank struct {
	accounts map[string]*Account
	hooks    []func(Tx, error)
	next     int
}

type Option func(*Bank)

func WithHook(h func(Tx, error)) Option { return func(b *Bank) { b.hooks = append(b.hooks, h) } }
func WithAccounts(names ...string) Option {
	return func(b *Bank) {
		for _, n := range names {
			b.accounts[n] = &Account{Owner: n}
		}
	}
}

func New(opts ...Option) *Bank {
	b := &Bank{accounts: make(map[string]*Account)}
	for _, o := range opts {
		o(b)
	}
	return b
}

func (b *Bank) Do(tx Tx) (err error) {
	b.next++
	tx.ID = b.next
	defer func() {
		for _, h := range b.hooks {
			h(tx, err)
		}
	}()
	get := func(name string) (*Account, error) {
		if a := b.accounts[name]; a != nil {
			return a, nil
		}
		return nil, fmt.Errorf("%w: %q", ErrUnknown, name)
	}
	switch tx.Kind {
	case Deposit:
		a, err := get(tx.To)
		if err != nil {
			return err
		}
		return a.apply(tx, tx.Amount)
	case Withdraw:
		a, err := get(tx.From)
		if err != nil {
			return err
		}
		return a.apply(tx, -tx.Amount)
	case Transfer:
		from, err1 := get(tx.From)
		to, err2 := get(tx.To)
		if err := errors.Join(err1, err2); err != nil {
			return err
		}
		if err := from.apply(tx, -tx.Amount); err != nil {
			return fmt.Errorf("transfer: %w", err)
		}
		return to.apply(tx, tx.Amount)
	default:
		panic(fmt.Sprintf("bad kind %v", tx.Kind))
	}
}

func main() {
	var failed []string
	b := New(WithAccounts("ann", "bob"), WithHook(func(tx Tx, err error) {
		if err != nil {
			failed = append(failed, fmt.Sprint(tx.ID, ":", err))
		}
	}))
	when := time.Date(2024, 1, 2, 3, 4, 5, 0, time.UTC)
	steps := []Tx{
		{Kind: Deposit, To: "ann", Amount: 10050, Meta: map[string]any{"note": "hi", "n": 1.5, "l": []int{1}}, At: &when},
		{Kind: Transfer, From: "ann", To: "bob", Amount: 2550},
		{Kind: Withdraw, From: "bob", Amount: 99999},
		{Kind: Transfer, From: "zed", To: "yen", Amount: 1},
	}
	for _, s := range steps {
		err := b.Do(s)
		var ins *InsufficientError
		switch {
		case err == nil:
			fmt.Println("ok", s.Kind)
		case errors.As(err, &ins):
			fmt.Println("insufficient", ins.Need-ins.Balance, err)
		case errors.Is(err, ErrUnknown):
			fmt.Println("unknown", strings.ReplaceAll(err.Error(), "\n", " + "))
		}
	}
	func() {
		defer func() { fmt.Println("recovered:", recover(), len(failed)) }()
		b.Do(Tx{Kind: 9})
	}()
	names := make([]string, 0)
	for n := range b.accounts {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		a := b.accounts[n]
		fmt.Printf("%-5s|%8v|%+v|%d|%x\n", n, a.balance, a.balance, a.balance, a.balance)
	}
	enc := json.NewEncoder(os.Stdout)
	enc.SetIndent("", " ")
	if err := enc.Encode(b.accounts["ann"].history); err != nil {
		fmt.Println(err)
	}
	var back []Tx
	fmt.Println(json.Unmarshal([]byte(`[{"kind":"transfer","amount":5,"at":"2024-01-02T03:04:05Z","meta":{"x":[1,"a",null]}}]`), &back))
	fmt.Printf("%v %s %v %v\n", back[0].Kind, back[0].Amount, back[0].At.Equal(when), back[0].Meta)
	fmt.Println(json.Unmarshal([]byte(`[{"kind":"steal"}]`), &back))
	fmt.Printf("%v\n%+v\n", steps[1], steps[1])
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() { b.accounts["bob"].apply(Tx{}, Cents(i%3)) })
	}
	wg.Wait()
	fmt.Println(b.accounts["bob"].balance, len(b.accounts["bob"].history))
}
