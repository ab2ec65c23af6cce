# Stands for the end-to-end tests of an application, such as `npx playwright test`.
set -eu
: "${SIGN_IN_URL:?is the address that signs the tester in}"
: "${CLERK_TESTING_TOKEN:?lets the tests pass the bot protection}"
