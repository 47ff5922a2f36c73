package dev.roocode.store.local;

/**
 * Words and phrases that chunks of code often hold, the most frequent last: what stands near the
 * end of a preset dictionary costs the fewest bits to point at (RFC 1951, 3.2.5).
 */
final class CodeWords {
  static final String DICTIONARY_1 =
      """
      describe beforeEach afterEach expect toEqual toBe mock fixture assertThrows assertTrue(
      assertFalse( assertNull( assertEqual(s) self.assertEqual( t.Errorf("expected , got t.Fatal(
      Licensed under the Apache License, Version 2.0 Copyright (c) All rights reserved.
      Permission is hereby granted without warranty of any kind, express or implied
      unsigned long sizeof malloc free memcpy struct typedef enum #include < #define #ifdef
      #ifndef #endif namespace template<typename T> std::vector<std::string> std:: nullptr
      pub(crate) fn impl <'a> for &mut self, mut let Some( None => Ok(()) Err( match unwrap()
      .into() .to_string() -> Result< Option< Vec<u8> usize String::new() use crate:: #[test]
      func (s * ) error { if err != nil { return nil, err } defer package import ( fmt.Sprintf("
      interface{} map[string] []byte []string context.Context range := make( append( len(
      def __init__(self, None) -> None: self. = elif not in is None: raise ValueError(f" True False
      from import as  lambda yield async def await with open(  except Exception as e: isinstance(
      try: for i in range(len( kwargs.get(" **kwargs) str, int, bool, Optional[ List[ Dict[
      export default function export const module.exports = require(' use strict'; undefined
      typeof === !== => { const { } = this. .prototype. callback(err async (req, res, next)
      Promise<void> readonly string | undefined; number; boolean; extends implements interface
      console.log( JSON.stringify( document. window. .forEach( .map( .filter( .length; i++)
      <div class=" </div> <span> href=" type=" name=" value=" id=" description: version: required:
      "type": "string", "description": " "name": " "version": " "properties": { "items": [
      using System; namespace get; set; var foreach (var in ) override virtual internal sealed
      end def do |x| nil unless then elsif fi echo "$ local esac done exit 1 if [ -n " ]; then
      SELECT FROM WHERE INSERT INTO VALUES UPDATE SET AND OR NOT NULL PRIMARY KEY
      import java.util.List; import java.util.Map; import java.io.IOException; import static
      @Override @Test @Nullable @SuppressWarnings("unchecked") @Deprecated @param @return @throws
      throw new IllegalArgumentException(" throw new IllegalStateException(" RuntimeException
      } catch (IOException e) { } finally { synchronized volatile instanceof private static final
      public static void main(String[] args) private final protected abstract public class
      HashMap<String, Object> ArrayList<>(); StringBuilder .append( .toString() .equals( .get(
      .size() .add( .put( .isEmpty() .contains( .getName() .hashCode() System.out.println(
      while (true) { switch ( case default: break; continue; else if ( } else { for (int i = 0; i <
      * Returns the {@code } if the value of this is not null. See the documentation for more
      // /** */ # // --- the default name of the file is used to create a new which can be
      information about configuration options, example usage: ## ### ``` - [ ](https://www.
      http://github.com/ index value key data result response request error message path node
      type object count start end offset length buffer state context config options default
      return null; return true; return false; return this; return new  return result;
          if ( != null) {
            return
          }
        }

        public void (String name, int
        private static final String
        public static
        if (
      """;

  private CodeWords() {}
}
