// Bench measures the program as it is run: the built binary in a process of its
// own, asked over the loopback. make bench runs it; what it prints last is a
// table for each database, on the data of the demonstration and on ten times as
// much. It judges nothing: the targets stand beside the figures.
//
// Ten times the data is made of the demonstration's documents. Nine copies are
// laid beside the original. In the copy k every id begins with "k<k>-", and so
// does every reference, so that all references hold within the copy; names begin
// with "K<k>"; and each municipality becomes another one, 29 k further on in the
// list of the 290, so that the copies lie beside each other on the map as other
// parts of the country would, and not on top of each other. What the whole
// country shares (Arbetsförmedlingen, Försäkringskassan and the other state
// authorities) is not copied: their units and forums grow tenfold, as they would.
//
// Last it opens the moving picture of a made-up network of 2,000 nodes in Chromium,
// drags it, and prints how soon and how smoothly it is drawn (-picture does only
// this). It makes the report of the demonstration's association in each format, has
// pandoc and LibreOffice make the same where they are installed, and writes a
// made-up catalogue of thousands of pages to see that memory does not grow with it
// (-report does only this).
package main
