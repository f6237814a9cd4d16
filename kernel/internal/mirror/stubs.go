package mirror

import (
	"errors"
	"reflect"
	"sync"
	"unsafe"
)

// slots is how many methods a process can give to types. A type keeps its methods for good, so this bounds how often types with
// methods can be declared anew in a session: 8192 is some thousand times.
const slots = 8192

// Compiled code calls a method by jumping to an address. The addresses are those of the entries in stubs_*.s: entry i takes the
// function value from slot i and jumps to its code. The table belongs to the process, as the code does.
var table struct {
	mu   sync.Mutex
	used int
}

var slot [slots]unsafe.Pointer // of function values, which reflect.MakeFunc made

// entries is the address of the first entry, and entrySize the distance to the next.
var entries unsafe.Pointer

const entrySize = 16

var errSlots = errors.New("this session has declared so many methods that compiled code can see no more: restart the kernel")

// entry returns the number by which a type refers to code that calls f with the registers that it finds.
func entry(f reflect.Value) (int32, error) {
	table.mu.Lock()
	defer table.mu.Unlock()
	if table.used == slots {
		return 0, errSlots
	}
	i := table.used
	table.used++
	value := f.Interface()
	slot[i] = (*eface)(unsafe.Pointer(&value)).data
	return addReflectOff(unsafe.Add(entries, i*entrySize)), nil
}
