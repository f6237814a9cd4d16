package main

import (
	"errors"
	"fmt"
	"os"
	"sort"
	"strings"
	"text/template"
)

type Category string

type Product struct {
	SKU      string
	Name     string
	Category Category
	Price    float64
	Stock    int
}

type Order struct {
	ID    int
	Lines map[string]int
}

type Store struct {
	products map[string]*Product
	orders   []Order
	nextID   int
	hooks    []func(Order)
}

type OutOfStock struct {
	SKU       string
	Want, Got int
}

func (o OutOfStock) Error() string { return fmt.Sprintf("%s: want %d, have %d", o.SKU, o.Want, o.Got) }

var ErrUnknown = errors.New("unknown product")

func NewStore(products ...Product) *Store {
	s := &Store{products: make(map[string]*Product)}
	for _, p := range products {
		s.products[p.SKU] = &p
	}
	return s
}

func (s *Store) OnOrder(f func(Order)) { s.hooks = append(s.hooks, f) }

func (s *Store) Place(lines map[string]int) (Order, error) {
	skus := make([]string, 0, len(lines))
	for sku := range lines {
		skus = append(skus, sku)
	}
	sort.Strings(skus)
	var errs []error
	for _, sku := range skus {
		p, ok := s.products[sku]
		switch {
		case !ok:
			errs = append(errs, fmt.Errorf("%s: %w", sku, ErrUnknown))
		case p.Stock < lines[sku]:
			errs = append(errs, OutOfStock{sku, lines[sku], p.Stock})
		}
	}
	if len(errs) > 0 {
		return Order{}, errors.Join(errs...)
	}
	for sku, n := range lines {
		s.products[sku].Stock -= n
	}
	s.nextID++
	o := Order{s.nextID, lines}
	s.orders = append(s.orders, o)
	for _, h := range s.hooks {
		h(o)
	}
	return o, nil
}

func (s *Store) Total(o Order) (sum float64) {
	for sku, n := range o.Lines {
		sum += s.products[sku].Price * float64(n)
	}
	return sum
}

func (s *Store) ByCategory() map[Category][]Product {
	groups := map[Category][]Product{}
	for _, p := range s.products {
		groups[p.Category] = append(groups[p.Category], *p)
	}
	for _, ps := range groups {
		sort.Slice(ps, func(i, j int) bool { return ps[i].SKU < ps[j].SKU })
	}
	return groups
}

var report = template.Must(template.New("report").Funcs(template.FuncMap{"bar": func(n int) string { return strings.Repeat("#", n) }}).Parse(
	`{{range $category, $products := .}}{{$category}}:
{{range $products}}  {{printf "%-4s %-8s %7.2f" .SKU .Name .Price}} {{bar .Stock}}
{{end}}{{end}}`))

// A store with orders, stock, hooks and a report.
func main() {
	s := NewStore(
		Product{"A1", "hammer", "tools", 12.5, 4},
		Product{"A2", "saw", "tools", 20, 2},
		Product{"B1", "apple", "food", 0.5, 10},
	)
	var revenue float64
	s.OnOrder(func(o Order) { revenue += s.Total(o) })
	s.OnOrder(func(o Order) { fmt.Println("order", o.ID, len(o.Lines)) })
	for _, lines := range []map[string]int{
		{"A1": 1, "B1": 3},
		{"A2": 5, "ZZ": 1, "B1": 1},
		{"A2": 2},
		{"A2": 1},
	} {
		o, err := s.Place(lines)
		if err != nil {
			var out OutOfStock
			fmt.Println(strings.ReplaceAll(err.Error(), "\n", "; "), errors.Is(err, ErrUnknown), errors.As(err, &out), out.SKU)
			continue
		}
		fmt.Printf("%d %.2f\n", o.ID, s.Total(o))
	}
	fmt.Printf("%.2f %d\n", revenue, len(s.orders))
	if err := report.Execute(os.Stdout, s.ByCategory()); err != nil {
		fmt.Println(err)
	}
}
