package main

import (
	"errors"
	"fmt"
	"sort"
	"strings"
	"sync"
	"time"
)

type Money int64

func (m Money) String() string {
	sign := ""
	if m < 0 {
		sign, m = "-", -m
	}
	return fmt.Sprintf("%s%d.%02d", sign, m/100, m%100)
}

type Kind int

const (
	Deposit Kind = iota + 1
	Withdrawal
	Transfer
)

func (k Kind) String() string { return [...]string{"?", "deposit", "withdrawal", "transfer"}[k] }

type Entry struct {
	When   time.Time
	Kind   Kind
	Amount Money
	Note   string
}

type Account struct {
	mu      sync.Mutex
	owner   string
	balance Money
	history []Entry
}

type InsufficientFunds struct {
	Need, Have Money
}

func (e *InsufficientFunds) Error() string {
	return "insufficient funds: need " + e.Need.String() + ", have " + e.Have.String()
}

var ErrAmount = errors.New("amount must be positive")

type Clock func() time.Time

type Bank struct {
	accounts map[string]*Account
	clock    Clock
}

func NewBank(clock Clock) *Bank { return &Bank{accounts: map[string]*Account{}, clock: clock} }

func (b *Bank) Open(owner string) (*Account, error) {
	if _, exists := b.accounts[owner]; exists {
		return nil, fmt.Errorf("account of %s exists", owner)
	}
	a := &Account{owner: owner}
	b.accounts[owner] = a
	return a, nil
}

func (b *Bank) record(a *Account, kind Kind, amount Money, note string) {
	a.balance += amount
	a.history = append(a.history, Entry{b.clock(), kind, amount, note})
}

func (b *Bank) Deposit(a *Account, amount Money) error {
	if amount <= 0 {
		return fmt.Errorf("deposit %v: %w", amount.String(), ErrAmount)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	b.record(a, Deposit, amount, "")
	return nil
}

func (b *Bank) Withdraw(a *Account, amount Money) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.balance < amount {
		return &InsufficientFunds{amount, a.balance}
	}
	b.record(a, Withdrawal, -amount, "")
	return nil
}

func (b *Bank) Transfer(from, to *Account, amount Money) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("transfer %s to %s: %w", from.owner, to.owner, err)
		}
	}()
	first, second := from, to
	if first.owner > second.owner {
		first, second = second, first
	}
	first.mu.Lock()
	defer first.mu.Unlock()
	second.mu.Lock()
	defer second.mu.Unlock()
	if from.balance < amount {
		return &InsufficientFunds{amount, from.balance}
	}
	b.record(from, Transfer, -amount, "to "+to.owner)
	b.record(to, Transfer, amount, "from "+from.owner)
	return nil
}

func (b *Bank) Report() string {
	var owners []string
	for o := range b.accounts {
		owners = append(owners, o)
	}
	sort.Strings(owners)
	var sb strings.Builder
	var total Money
	for _, o := range owners {
		a := b.accounts[o]
		fmt.Fprintf(&sb, "%-6s %10s\n", o, a.balance.String())
		for _, e := range a.history {
			fmt.Fprintf(&sb, "  %s %-10s %9s %s\n", e.When.Format("15:04"), e.Kind.String(), e.Amount.String(), e.Note)
		}
		total += a.balance
	}
	fmt.Fprintf(&sb, "total  %10s\n", total.String())
	return sb.String()
}

// Accounts with a clock of their own, errors that can be told apart, and transfers that cannot deadlock.
func main() {
	now := time.Date(2024, 1, 1, 9, 0, 0, 0, time.UTC)
	bank := NewBank(func() time.Time {
		now = now.Add(7 * time.Minute)
		return now
	})
	ann, _ := bank.Open("ann")
	bob, _ := bank.Open("bob")
	_, err := bank.Open("ann")
	fmt.Println(err)
	fmt.Println(bank.Deposit(ann, 10050), bank.Deposit(bob, -5))
	fmt.Println(errors.Is(bank.Deposit(bob, 0), ErrAmount))
	fmt.Println(bank.Withdraw(ann, 2025))
	fmt.Println(bank.Transfer(ann, bob, 5000))
	err = bank.Transfer(ann, bob, 5000)
	var short *InsufficientFunds
	fmt.Println(err)
	fmt.Println(errors.As(err, &short), short.Have.String())
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if i%2 == 0 {
				bank.Transfer(ann, bob, 1)
			} else {
				bank.Transfer(bob, ann, 1)
			}
		}()
	}
	wg.Wait()
	ann.history, bob.history = ann.history[:3], bob.history[:1]
	fmt.Print(bank.Report())
}
