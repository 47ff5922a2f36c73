package dev.roocode.vector;

import io.github.jbellis.jvector.disk.RandomAccessReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Lets jvector read a graph from a stream: it goes forward only, and so does loading. */
final class SequentialReader implements RandomAccessReader {
  private final DataInputStream in;

  SequentialReader(DataInputStream in) {
    this.in = in;
  }

  @Override
  public int readInt() throws IOException {
    return in.readInt();
  }

  @Override
  public float readFloat() throws IOException {
    return in.readFloat();
  }

  @Override
  public long readLong() throws IOException {
    return in.readLong();
  }

  @Override
  public void readFully(byte[] bytes) throws IOException {
    in.readFully(bytes);
  }

  @Override
  public void readFully(ByteBuffer buffer) throws IOException {
    byte[] bytes = new byte[buffer.remaining()];
    in.readFully(bytes);
    buffer.put(bytes);
  }

  @Override
  public void readFully(long[] longs) throws IOException {
    for (int i = 0; i < longs.length; i++) {
      longs[i] = in.readLong();
    }
  }

  @Override
  public void read(int[] ints, int offset, int count) throws IOException {
    for (int i = offset; i < offset + count; i++) {
      ints[i] = in.readInt();
    }
  }

  @Override
  public void read(float[] floats, int offset, int count) throws IOException {
    for (int i = offset; i < offset + count; i++) {
      floats[i] = in.readFloat();
    }
  }

  @Override
  public void seek(long position) {
    throw new UnsupportedOperationException("goes forward only");
  }

  @Override
  public long getPosition() {
    throw new UnsupportedOperationException("goes forward only");
  }

  @Override
  public long length() {
    throw new UnsupportedOperationException("goes forward only");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
