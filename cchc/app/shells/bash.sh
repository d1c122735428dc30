# cchc: completion for bash
_cchc() {
    local directive value meaning width=0 i
    local -a values=() meanings=()
    COMPREPLY=()
    {
        IFS= read -r directive
        while IFS=$'\t' read -r value meaning; do
            values+=("$value")
            meanings+=("$meaning")
            ((${#value} > width)) && width=${#value}
        done
    } < <("$1" __complete bash "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    case $directive in
        files) compopt -o default 2>/dev/null ;;
        folders)
            compopt -o filenames 2>/dev/null
            while IFS= read -r value; do
                COMPREPLY+=("$value")
            done < <(compgen -d -- "$2")
            ;;
        nospace) compopt -o nospace 2>/dev/null ;;
    esac
    if ((${#values[@]} == 1)) || [[ $COMP_TYPE == 37 || $COMP_TYPE == 42 ]]; then
        COMPREPLY+=("${values[@]}")
        return
    fi
    for i in "${!values[@]}"; do
        if [[ -n ${meanings[i]} ]]; then
            printf -v value '%-*s  (%s)' "$width" "${values[i]}" "${meanings[i]}"
            COMPREPLY+=("$value")
        else
            COMPREPLY+=("${values[i]}")
        fi
    done
}
complete -o nosort -F _cchc cchc 2>/dev/null || complete -F _cchc cchc
