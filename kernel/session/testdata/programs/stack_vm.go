package main

import (
	"fmt"
	"strings"
)

type opcode byte

const (
	opPush opcode = iota
	opAdd
	opSub
	opMul
	opLess
	opJump
	opJumpIfZero
	opLoad
	opStore
	opPrint
	opCall
	opReturn
	opHalt
)

var names = [...]string{"push", "add", "sub", "mul", "less", "jump", "jz", "load", "store", "print", "call", "ret", "halt"}

type instruction struct {
	op  opcode
	arg int
}

type vm struct {
	code   []instruction
	stack  []int
	calls  []int
	memory [16]int
	pc     int
	steps  int
	out    strings.Builder
}

type fault struct {
	pc     int
	reason string
}

func (f fault) Error() string { return fmt.Sprintf("fault at %d: %s", f.pc, f.reason) }

func (m *vm) push(v int) { m.stack = append(m.stack, v) }

func (m *vm) pop() int {
	if len(m.stack) == 0 {
		panic(fault{m.pc, "stack is empty"})
	}
	v := m.stack[len(m.stack)-1]
	m.stack = m.stack[:len(m.stack)-1]
	return v
}

func (m *vm) run(limit int) (err error) {
	defer func() {
		if r := recover(); r != nil {
			f, ok := r.(fault)
			if !ok {
				panic(r)
			}
			err = f
		}
	}()
	binary := map[opcode]func(a, b int) int{
		opAdd: func(a, b int) int { return a + b },
		opSub: func(a, b int) int { return a - b },
		opMul: func(a, b int) int { return a * b },
		opLess: func(a, b int) int {
			if a < b {
				return 1
			}
			return 0
		},
	}
	for ; m.steps < limit; m.steps++ {
		if m.pc < 0 || m.pc >= len(m.code) {
			return fault{m.pc, "no code"}
		}
		in := m.code[m.pc]
		m.pc++
		switch in.op {
		case opPush:
			m.push(in.arg)
		case opAdd, opSub, opMul, opLess:
			b, a := m.pop(), m.pop()
			m.push(binary[in.op](a, b))
		case opJump:
			m.pc = in.arg
		case opJumpIfZero:
			if m.pop() == 0 {
				m.pc = in.arg
			}
		case opLoad:
			m.push(m.memory[in.arg])
		case opStore:
			m.memory[in.arg] = m.pop()
		case opPrint:
			fmt.Fprintln(&m.out, m.pop())
		case opCall:
			m.calls = append(m.calls, m.pc)
			m.pc = in.arg
		case opReturn:
			last := len(m.calls) - 1
			m.pc, m.calls = m.calls[last], m.calls[:last]
		case opHalt:
			return nil
		}
	}
	return fault{m.pc, "too many steps"}
}

func assemble(text string) ([]instruction, error) {
	labels := map[string]int{}
	var code []instruction
	type fixup struct {
		at    int
		label string
	}
	var fixups []fixup
	for n, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, ";")
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		if label, ok := strings.CutSuffix(fields[0], ":"); ok {
			labels[label] = len(code)
			continue
		}
		op := -1
		for i, name := range names {
			if name == fields[0] {
				op = i
				break
			}
		}
		if op < 0 {
			return nil, fmt.Errorf("line %d: no instruction %q", n+1, fields[0])
		}
		in := instruction{op: opcode(op)}
		if len(fields) > 1 {
			if _, err := fmt.Sscanf(fields[1], "%d", &in.arg); err != nil {
				fixups = append(fixups, fixup{len(code), fields[1]})
			}
		}
		code = append(code, in)
	}
	for _, f := range fixups {
		at, ok := labels[f.label]
		if !ok {
			return nil, fmt.Errorf("no label %q", f.label)
		}
		code[f.at].arg = at
	}
	return code, nil
}

const factorial = `
	push 1
	store 0   ; result
	push 1
	store 1   ; counter
loop:
	load 1
	push 11
	less
	jz done
	load 0
	load 1
	mul
	store 0
	load 0
	print
	call next
	jump loop
next:
	load 1
	push 1
	add
	store 1
	ret
done:
	halt
`

// An assembler and a virtual machine with a stack.
func main() {
	code, err := assemble(factorial)
	fmt.Println(len(code), err)
	for i, in := range code[:4] {
		fmt.Println(i, names[in.op], in.arg)
	}
	m := &vm{code: code}
	fmt.Println(m.run(10000), m.steps, m.memory[:3])
	fmt.Print(m.out.String())
	for _, bad := range []string{"add", "loop:\njump loop", "push 1\njump 99", "fly", "jump nowhere"} {
		code, err := assemble(bad)
		if err != nil {
			fmt.Println(err)
			continue
		}
		m := &vm{code: code}
		fmt.Println(m.run(100))
	}
}
