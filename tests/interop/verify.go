// Checks a published log with the Go checksum database's own packages and none of our code.
// verify DIR VKEY [OLD]: the head is signed by VKEY, every tile and every entry bundle is in it, and it goes on from the head in the file OLD.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Println("rejected:", err)
		os.Exit(1)
	}
	fmt.Println("accepted")
}

func run(args []string) error {
	dir, key := args[0], args[1]
	origin, head, err := open(filepath.Join(dir, "checkpoint"), key)
	if err != nil {
		return err
	}
	if name := strings.SplitN(key, "+", 2)[0]; origin != name {
		return fmt.Errorf("origin %s, key of %s", origin, name)
	}
	reader := tlog.TileHashReader(head, &tiles{dir})
	for first := int64(0); first < head.N; first += 1 << height {
		if err := bundle(dir, first, min(head.N-first, 1<<height), reader); err != nil {
			return err
		}
	}
	if err := everyTile(dir, head, reader); err != nil {
		return err
	}
	if len(args) < 3 {
		return nil
	}
	_, old, err := open(args[2], key)
	if err != nil {
		return err
	}
	proof, err := tlog.ProveTree(head.N, old.N, reader)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, head.N, head.Hash, old.N, old.Hash)
}

// open reads a checkpoint: three lines, signed.
func open(path, key string) (string, tlog.Tree, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return "", tlog.Tree{}, err
	}
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return "", tlog.Tree{}, err
	}
	signed, err := note.Open(text, note.VerifierList(verifier))
	if err != nil {
		return "", tlog.Tree{}, err
	}
	lines := strings.Split(signed.Text, "\n")
	if len(lines) != 4 {
		return "", tlog.Tree{}, errors.New("a checkpoint has three lines")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return "", tlog.Tree{}, err
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return "", tlog.Tree{}, errors.New("a root has 32 bytes")
	}
	tree := tlog.Tree{N: size}
	copy(tree.Hash[:], root)
	return lines[0], tree, nil
}

// bundle reads the entries of one bundle and looks each up in the tree.
func bundle(dir string, first, width int64, reader tlog.HashReader) error {
	path := filepath.Join(dir, "tile/entries", name(first>>height, width))
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	indexes := make([]int64, width)
	for i := range indexes {
		indexes[i] = tlog.StoredHashIndex(0, first+int64(i))
	}
	wanted, err := reader.ReadHashes(indexes)
	if err != nil {
		return err
	}
	for i := int64(0); i < width; i++ {
		if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
			return fmt.Errorf("%s is cut off", path)
		}
		end := 2 + int(binary.BigEndian.Uint16(data))
		if tlog.RecordHash(data[2:end]) != wanted[i] {
			return fmt.Errorf("entry %d is not in the tree", first+i)
		}
		data = data[end:]
	}
	if len(data) > 0 {
		return fmt.Errorf("%s holds more than its entries", path)
	}
	return nil
}

// everyTile reads each tile of the tree whole: at the foot against what the tree holds, above against the tiles below.
func everyTile(dir string, head tlog.Tree, reader tlog.HashReader) error {
	for level, count := 0, head.N; count > 0; level, count = level+1, count>>height {
		for first := int64(0); first < count; first += 1 << height {
			width := min(count-first, 1<<height)
			data, err := os.ReadFile(filepath.Join(dir, "tile", strconv.Itoa(level), name(first>>height, width)))
			if err != nil {
				return err
			}
			if int64(len(data)) != width*tlog.HashSize {
				return fmt.Errorf("tile %d/%d has %d bytes", level, first>>height, len(data))
			}
			wanted, err := below(dir, level, first, width, reader)
			if err != nil {
				return err
			}
			for i, hash := range wanted {
				if string(data[i*tlog.HashSize:(i+1)*tlog.HashSize]) != string(hash[:]) {
					return fmt.Errorf("tile %d/%d differs at %d", level, first>>height, i)
				}
			}
		}
	}
	return nil
}

// below gives what a tile must hold: at the foot the tree's hashes of the entries, above the roots of the full tiles below.
func below(dir string, level int, first, width int64, reader tlog.HashReader) ([]tlog.Hash, error) {
	if level == 0 {
		indexes := make([]int64, width)
		for i := range indexes {
			indexes[i] = tlog.StoredHashIndex(0, first+int64(i))
		}
		return reader.ReadHashes(indexes)
	}
	roots := make([]tlog.Hash, width)
	for i := range roots {
		data, err := os.ReadFile(filepath.Join(dir, "tile", strconv.Itoa(level-1), name(first+int64(i), 1<<height)))
		if err != nil {
			return nil, err
		}
		roots[i] = root(data)
	}
	return roots, nil
}

// root folds the hashes of a full tile.
func root(data []byte) tlog.Hash {
	if len(data) == tlog.HashSize {
		var hash tlog.Hash
		copy(hash[:], data)
		return hash
	}
	return tlog.NodeHash(root(data[:len(data)/2]), root(data[len(data)/2:]))
}

// name gives the last part of a tile's path by the Go package's own rule.
func name(index, width int64) string {
	path := tlog.Tile{H: height, L: 0, N: index, W: int(width)}.Path()
	return strings.TrimPrefix(path, "tile/8/0/")
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}

type tiles struct{ dir string }

func (t *tiles) Height() int { return height }

func (t *tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func (t *tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(wanted))
	for i, tile := range wanted {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		bytes, err := os.ReadFile(filepath.Join(t.dir, path))
		if err != nil {
			return nil, err
		}
		data[i] = bytes
	}
	return data, nil
}
