package kernel

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"strings"

	"regan/kernel/internal/wire"
)

func (k *Kernel) kernelInfo(context.Context, *request, *wire.KernelInfoRequest) wire.Content {
	features := []string{"kernel subshells"}
	if k.debugger != nil {
		features = append(features, "debugger")
	}
	version := strings.TrimPrefix(runtime.Version(), "go")
	return &wire.KernelInfoReply{
		Status:                wire.OK,
		ProtocolVersion:       wire.Version,
		Implementation:        "regan",
		ImplementationVersion: k.version,
		LanguageInfo:          languageInfo(),
		Banner:                fmt.Sprintf("regan %s: Go %s in cells, and a simulator of ReRAM accelerators that train GANs", k.version, version),
		HelpLinks: []wire.HelpLink{
			{Text: "Go language specification", URL: "https://go.dev/ref/spec"},
			{Text: "Go standard library", URL: "https://pkg.go.dev/std"},
			{Text: "Effective Go", URL: "https://go.dev/doc/effective_go"},
		},
		SupportedFeatures: features,
		Debugger:          k.debugger != nil,
	}
}

func languageInfo() wire.LanguageInfo {
	return wire.LanguageInfo{
		Name:              "go",
		Version:           strings.TrimPrefix(runtime.Version(), "go"),
		MIMEType:          "text/x-go",
		FileExtension:     ".go",
		PygmentsLexer:     "go",
		CodeMirrorMode:    "go",
		NbconvertExporter: "script",
	}
}

// LanguageInfo is what this kernel says of its language, as the metadata of a notebook keep it.
func LanguageInfo() map[string]any {
	text, err := json.Marshal(languageInfo())
	if err != nil {
		panic("kernel: the language info is no JSON: " + err.Error())
	}
	var info map[string]any
	if err := json.Unmarshal(text, &info); err != nil {
		panic("kernel: the language info is no JSON object: " + err.Error())
	}
	return info
}

func (k *Kernel) connect(context.Context, *request, *wire.ConnectRequest) wire.Content {
	at := k.connection
	return &wire.ConnectReply{
		Status: wire.OK, ShellPort: at.ShellPort, ControlPort: at.ControlPort, StdinPort: at.StdinPort,
		IOPubPort: at.IOPubPort, HeartbeatPort: at.HeartbeatPort,
	}
}
