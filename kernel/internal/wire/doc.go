// Package wire is Jupyter's messaging protocol, version 5.5, without sockets.
//
//	Connection    the connection file: where to listen, and the key that messages are signed with
//	Registration  the registration file: whom to tell where the kernel listens
//	Signer        signs messages, and rejects unsigned, forged and repeated ones
//	Message       one message: header, parent, content, buffers
//	Content       what a message says; one Go type per message type, such as *ExecuteRequest
//	Codec         turns frames into a Message and contents into frames
//
// Start with ParseConnection, hand its key to NewSigner and that to NewCodec. The rules are those of "Messaging in Jupyter"
// in jupyter_client's documentation.
package wire
