/**
 * The characters of account ids, as a character class: letters, digits, and the signs that identity providers use (`auth0|5f7c…`,
 * `ada+test@example.com`, base64). Left out is what separates keys of the table or names in a list (`#` `,` `~`, spaces), a
 * path (`/` `?` `%`), or means something in a policy (`*` `$`). In paths they are percent-encoded.
 */
export const accountIdCharacters = 'A-Za-z0-9._:@|+=-';
