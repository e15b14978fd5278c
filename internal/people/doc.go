// Package people knows who may sign in and as what: accounts with e-mail and
// password, their sessions, and the roles they are assigned.
//
// An account belongs to the installation and may have several roles: it may
// administer the installation, be process developer or reader of associations,
// or editor of units in them. Accounts are closed, never deleted, and roles
// end, so that it can always be told who changed a record.
//
// No mail is sent. Who adds an account, or is asked by somebody who has
// forgotten the password, gets a link that works once and hands it over.
//
// Nothing that lets anybody in is stored as it is: passwords as argon2id,
// tokens as SHA-256. Neither they nor the e-mail of somebody unknown are ever
// logged. Whether an account exists cannot be told from how a sign-in fails or
// how long that takes.
package people
