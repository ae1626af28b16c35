package dev.statefulstack.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a folder lets in, and that nothing outside of it is touched. */
class OutputFolderTest {
    private static final byte[] TEXT = "kind: Service\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path temp;

    private Path root;
    private OutputFolder folder;

    @BeforeEach
    void makeFolder() throws IOException {
        root = Files.createDirectory(temp.resolve("out"));
        folder = new OutputFolder(root);
    }

    @Test
    void aFileIsWrittenWithItsFoldersAndNothingElseIsLeft() throws IOException {
        folder.write("production/kafka.yaml", TEXT);

        assertThat(folder.holds("production/kafka.yaml", TEXT)).isTrue();
        assertThat(folder.holds("production/kafka.yaml", new byte[0])).isFalse();
        assertThat(folder.list()).containsExactly("production/kafka.yaml");
    }

    @Test
    void aFolderThatIsNotThereIsEmpty() throws IOException {
        OutputFolder none = new OutputFolder(temp.resolve("none"));

        assertThat(none.list()).isEmpty();
        assertThat(none.read("a.yaml")).isEmpty();
        none.delete("a/b.yaml");
        assertThat(temp.resolve("none")).doesNotExist();
    }

    @Test
    void aDeletedFileTakesTheFoldersWithItThatItLeavesEmpty() throws IOException {
        folder.write("a/b/one.yaml", TEXT);
        folder.write("a/two.yaml", TEXT);

        folder.delete("a/b/one.yaml");
        assertThat(root.resolve("a/b")).doesNotExist();
        folder.delete("a/two.yaml");
        assertThat(root).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.yaml", "a/../../x.yaml", "/tmp/x.yaml", "..", ".", ""})
    void aNameThatLeadsOutIsRefused(String name) {
        assertThatThrownBy(() -> folder.write(name, TEXT)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> folder.delete(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> folder.read(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLinkedFolderIsNoWayOut() throws IOException {
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        Files.write(elsewhere.resolve("kept.yaml"), TEXT);
        Files.createSymbolicLink(root.resolve("link"), elsewhere);

        assertThatThrownBy(() -> folder.write("link/new.yaml", TEXT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("symbolic link");
        assertThatThrownBy(() -> folder.delete("link/kept.yaml")).isInstanceOf(IOException.class);
        assertThat(elsewhere).isDirectoryContaining(file -> file.endsWith("kept.yaml"));
        assertThat(elsewhere.resolve("new.yaml")).doesNotExist();
    }

    @Test
    void aLinkedFileIsReplacedAndWhatItNamesStays() throws IOException {
        Path elsewhere = Files.writeString(temp.resolve("elsewhere.yaml"), "kept");
        Files.createSymbolicLink(root.resolve("a.yaml"), elsewhere);

        folder.write("a.yaml", TEXT);

        assertThat(elsewhere).hasContent("kept");
        assertThat(root.resolve("a.yaml")).hasBinaryContent(TEXT).isRegularFile();
        assertThat(Files.isSymbolicLink(root.resolve("a.yaml"))).isFalse();
    }

    @Test
    void aFolderOfTheFilesNameIsNotReplaced() throws IOException {
        Files.createDirectory(root.resolve("a.yaml"));

        assertThatThrownBy(() -> folder.write("a.yaml", TEXT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a folder");
        folder.delete("a.yaml");
        assertThat(root.resolve("a.yaml")).isDirectory();
    }

    @Test
    void theFolderItselfMayBeALink() throws IOException {
        folder.write("production/kafka.yaml", TEXT);
        OutputFolder link = new OutputFolder(Files.createSymbolicLink(temp.resolve("link"), root));

        link.write("new.yaml", TEXT);

        assertThat(link.list()).containsExactly("new.yaml", "production/kafka.yaml");
        assertThat(root.resolve("new.yaml")).exists();
    }

    @Test
    void aFileWhereTheFolderShouldBeIsSaid() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");

        assertThatThrownBy(() -> new OutputFolder(file).list())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a folder is needed");
    }
}
