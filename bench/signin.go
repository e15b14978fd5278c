package main

import (
	"context"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/people"
	"samkarta/internal/platform/db"
	"samkarta/internal/record"
)

// signIn lets a made-up reader into the installation of a database, and gives
// the cookie of the session: what one sees who has signed in is made each time.
func signIn(ctx context.Context, address string) (cookie string, err error) {
	d, err := db.Open(ctx, address)
	if err != nil {
		return "", err
	}
	defer d.Close()
	accounts := people.New(d, record.New(d, exchange.Kinds()), people.Options{Demo: true})
	role := access.Assignment{Role: access.Reader, Association: "sodra-vatterbygden"}
	if err := accounts.SeedDemo(ctx, access.System("bench"), role); err != nil {
		return "", err
	}
	token, err := accounts.DemoSignIn(ctx, role.Role)
	return "samkarta=" + token, err
}
