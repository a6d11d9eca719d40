/** What passed an exit so far; see the request guard. */
export interface ExitReport {
  /** By `host:port`. */
  hosts: ReadonlyMap<
    string,
    {
      address: string | null;
      dnsMs: number | null;
      connectMs: number | null;
      failure: { kind: 'dns' | 'connect' | 'refused' | 'route'; code: string; message: string } | null;
    }
  >;
  bytesSent: number;
  bytesReceived: number;
  refused: number;
  overLimit: boolean;
}

/** The only way out of one visit: a forward proxy on loopback. */
export interface Exit {
  url: string;
  report(): ExitReport;
  /** Resolves when more came than one visit may receive, and everything was cut off. */
  overLimit: Promise<void>;
}
