package contract

// ReadErrors reads the catalogue again.
var ReadErrors = readErrors
