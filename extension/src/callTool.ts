// Until the generated messages have it.
declare module "../../protocol/ts/protocol.js" {
  interface RagRequests {
    readonly "rag/callTool": {
      readonly params: { readonly name: string; readonly arguments?: object };
      readonly result: { readonly text: string; readonly isError: boolean };
    };
  }
}
export {};
